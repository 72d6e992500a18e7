package fermata.cli.command;

import fermata.cli.check.DefinitionFiles;
import fermata.cli.console.Amounts;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.client.FermataClient;
import fermata.client.FermataException;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Node;
import fermata.wire.event.Failure;
import fermata.wire.method.Methods;
import fermata.wire.method.model.ModelCheckParams;
import fermata.wire.method.model.ModelCheckResult;
import fermata.wire.method.model.ModelListParams;
import fermata.wire.method.model.ProviderDescription;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether the models that the definitions of a folder name can be asked. */
final class ModelFindings {

  private static final String ABOUT = "model";
  private static final String RECORDED = "replay/";

  /** A check itself takes a minute at most. */
  private static final Duration CHECK_MAX = Duration.ofSeconds(90);

  private final Context context;
  private final Path workspace;

  ModelFindings(Context context, Path workspace) {
    this.context = context;
    this.workspace = workspace;
  }

  /** {@return what can be told without asking them, or starting anything} */
  List<Finding> told() {
    SortedSet<String> models = named();
    if (models.isEmpty()) {
      return List.of();
    }
    try {
      Map<String, ProviderDescription> providers = providers(context.runningClient());
      return models.stream().map(model -> told(model, providers)).toList();
    } catch (FermataException.Unreachable _) {
      return List.of(
          Finding.ok(
              ABOUT,
              String.join(", ", models) + "; fermata doctor --models asks whether they answer"));
    } catch (FermataException failure) {
      return List.of(broken(failure));
    } finally {
      context.forget();
    }
  }

  /** {@return what they answer; starts the daemon where none runs} */
  List<Finding> asked() {
    try {
      FermataClient client = context.client();
      return named().stream().map(model -> asked(client, model)).toList();
    } catch (FermataException failure) {
      return List.of(broken(failure));
    }
  }

  private static Finding broken(FermataException failure) {
    return Finding.problem(ABOUT, String.valueOf(failure.getMessage()), "fermata daemon logs");
  }

  private SortedSet<String> named() {
    Console console = context.console();
    var files = new DefinitionFiles(console);
    var models = new TreeSet<String>();
    try {
      for (Path file : files.find(workspace.toString())) {
        AgentDefinition definition =
            DefinitionFiles.form(file).isAgent() ? files.load(file).definition() : null;
        if (definition != null) {
          add(definition, models);
        }
      }
    } catch (CommandFailure _) {
      // That there is none, or that one cannot be read, is said elsewhere.
    }
    models.removeIf(model -> model.startsWith(RECORDED));
    return models;
  }

  private static void add(AgentDefinition definition, SortedSet<String> models) {
    add(models, definition.model());
    models.addAll(definition.models());
    for (Node node : definition.nodes().values()) {
      if (node instanceof Node.Llm llm) {
        add(models, llm.model());
      }
    }
  }

  private static void add(SortedSet<String> models, @Nullable String model) {
    if (model != null) {
      models.add(model);
    }
  }

  private Map<String, ProviderDescription> providers(FermataClient client) {
    return client
        .call(Methods.MODEL_LIST, new ModelListParams(workspace.toString()))
        .providers()
        .stream()
        .collect(Collectors.toMap(ProviderDescription::name, Function.identity()));
  }

  private static Finding told(String model, Map<String, ProviderDescription> providers) {
    ProviderDescription provider =
        providers.get(model.substring(0, Math.max(0, model.indexOf('/'))));
    if (provider == null) {
      return Finding.problem(
          ABOUT,
          model + ": there is no such provider",
          "declare it in fermata.yaml under providers, or see fermata models list");
    }
    String obstacle = provider.obstacle();
    return obstacle == null
        ? Finding.ok(ABOUT, model + "; fermata doctor --models asks whether it answers")
        : Finding.warning(
            ABOUT,
            model + ": " + obstacle,
            "then fermata daemon stop: the next one is started with the environment of its command");
  }

  private Finding asked(FermataClient client, String model) {
    ModelCheckResult result =
        client.call(
            Methods.MODEL_CHECK, new ModelCheckParams(model, workspace.toString()), CHECK_MAX);
    Failure error = result.error();
    return error == null
        ? Finding.ok(
            ABOUT,
            model + " answers in " + Amounts.duration(Duration.ofMillis(result.durationMs())))
        : Finding.problem(ABOUT, model + ": " + error.message(), remedy(error.kind()));
  }

  private static String remedy(String kind) {
    return switch (kind) {
      case "model.auth" -> "set another key, then fermata daemon stop";
      case "model.unavailable" ->
          "set the key, start its server or name another model, then fermata daemon stop";
      case "model.rate-limited", "model.overloaded", "model.timeout" -> "try again in a while";
      default -> "fermata models check says more with --json";
    };
  }
}

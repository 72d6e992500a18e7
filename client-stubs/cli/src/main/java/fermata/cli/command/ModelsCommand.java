package fermata.cli.command;

import fermata.cli.console.Amounts;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.console.ExitCode;
import fermata.wire.event.Failure;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.model.ModelCheckParams;
import fermata.wire.method.model.ModelCheckResult;
import fermata.wire.method.model.ModelDescription;
import fermata.wire.method.model.ModelListParams;
import fermata.wire.method.model.ModelListResult;
import fermata.wire.method.model.ProviderDescription;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata models}: what models there are, and whether one can be asked. */
final class ModelsCommand implements Command {

  private static final String WORKSPACE = "--workspace";

  /** A check itself takes a minute at most. */
  private static final Duration CHECK_MAX = Duration.ofSeconds(90);

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "models",
            "Lists providers and models, or asks models whether they answer.",
            "fermata models list",
            "fermata models check openai/gpt-5-mini anthropic/claude-haiku-4-5",
            "fermata models list --workspace agents --json");
    spec.addPositional(
        Arguments.positional(
            "0", "0..1", "ACTION", "list (default), or check: asks each MODEL once"));
    spec.addPositional(Arguments.positional("1..*", "0..*", "MODEL", "Models as provider/model"));
    spec.addOption(
        Arguments.value(WORKSPACE, "DIR", "Folder whose fermata.yaml counts too; else this one"));
    spec.addOption(Arguments.json("Print JSON objects"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    String action = Arguments.positional(arguments, 0);
    List<String> names = Arguments.positionals(arguments, 1);
    return switch (action == null ? "list" : action) {
      case "list" -> list(arguments, context);
      case "check" -> check(arguments, context, names);
      default ->
          throw CommandFailure.of(ExitCode.USAGE, "models " + action + ": expected list or check");
    };
  }

  private static String workspace(ParseResult arguments, Context context) {
    String folder = Arguments.find(arguments, WORKSPACE);
    return context.console().path(folder == null ? "" : folder).toString();
  }

  private static ExitCode list(ParseResult arguments, Context context) {
    Console console = context.console();
    ModelListResult all =
        context
            .client()
            .call(Methods.MODEL_LIST, new ModelListParams(workspace(arguments, context)));
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(all));
      return ExitCode.OK;
    }
    Table providers = new Table(console, "PROVIDER", "PROTOCOL", "STATE");
    for (ProviderDescription one : all.providers()) {
      String obstacle = one.obstacle();
      providers.row(one.name(), one.protocol(), obstacle == null ? "can be asked" : obstacle);
    }
    providers.print();
    console.print("");
    Table models = new Table(console, "MODEL", "IN", "OUT", "WINDOW");
    for (ModelDescription one : all.models()) {
      models.row(
          one.name(),
          price(one.inputUsdPerMillion()),
          price(one.outputUsdPerMillion()),
          one.windowTokens() == null ? "" : String.valueOf(one.windowTokens()));
    }
    models.print();
    all.problems().forEach(console::say);
    return ExitCode.OK;
  }

  private static String price(@Nullable BigDecimal usd) {
    return usd == null ? "" : "$" + usd.toPlainString();
  }

  private static ExitCode check(ParseResult arguments, Context context, List<String> names) {
    if (names.isEmpty()) {
      throw CommandFailure.of(
          ExitCode.USAGE, "models check: which?", "name one, such as openai/gpt-5-mini");
    }
    boolean isAllUsable = true;
    for (String name : names) {
      ModelCheckResult result =
          context
              .client()
              .call(
                  Methods.MODEL_CHECK,
                  new ModelCheckParams(name, workspace(arguments, context)),
                  CHECK_MAX);
      isAllUsable &= result.usable();
      if (Arguments.has(arguments, Arguments.JSON)) {
        context.console().printJson(Json.toTree(result).put("model", name));
      } else {
        print(context.console(), name, result);
      }
    }
    return isAllUsable ? ExitCode.OK : ExitCode.FAILED;
  }

  private static void print(Console console, String name, ModelCheckResult result) {
    String shown = console.outPaint().bold(DisplayText.oneLine(name));
    Failure error = result.error();
    if (error != null) {
      console.print(
          console.outPaint().bad(console.symbols().failed())
              + " "
              + shown
              + " "
              + DisplayText.oneLine(error.message()));
      return;
    }
    Long first = result.firstTokenMs();
    console.print(
        console.outPaint().good(console.symbols().done())
            + " "
            + shown
            + " answers in "
            + Amounts.duration(Duration.ofMillis(result.durationMs()))
            + (first == null
                ? ""
                : ", first token after " + Amounts.duration(Duration.ofMillis(first))));
  }
}

package fermata.daemon.rpc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.source.AgentLocation;
import fermata.daemon.source.AgentSource;
import fermata.daemon.source.AgentTexts;
import fermata.daemon.source.SourcedAgent;
import fermata.definition.load.LoadedAgent;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Field;
import fermata.definition.text.FileForm;
import fermata.wire.json.Json;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import fermata.wire.method.agent.AgentGetParams;
import fermata.wire.method.agent.AgentGetResult;
import fermata.wire.method.agent.AgentInputField;
import fermata.wire.method.agent.AgentValidateParams;
import fermata.wire.method.agent.AgentValidateResult;
import fermata.wire.method.agent.ProblemReport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code agent/*}: definitions. */
final class AgentMethods {

  private final AgentSource agents;

  AgentMethods(AgentSource agents) {
    this.agents = agents;
  }

  AgentValidateResult validate(AgentValidateParams params, RequestContext context) {
    SourcedAgent agent = agentOf(params);
    boolean isUsable = agent.loaded().isUsable();
    return new AgentValidateResult(
        problemsOf(agent.loaded()), isUsable, isUsable ? agent.usable().digest() : null);
  }

  private SourcedAgent agentOf(AgentValidateParams params) {
    String uri = params.uri();
    String text = params.text();
    if (uri != null) {
      Path file = AgentLocation.parse("/uri", uri);
      return text == null ? agents.read(file) : agents.read(file, text);
    }
    if (text == null) {
      throw RefusedException.invalidParams("", "neither 'text' nor 'uri' is there");
    }
    String name = Objects.requireNonNullElse(params.name(), "agent.yaml");
    return agents.load(withoutFolder(name, text));
  }

  /** A text that is in no file has nothing beside it. */
  private static AgentTexts withoutFolder(String name, String text) {
    return new AgentTexts(
        "/" + FileForm.nameOf(name),
        text,
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        null,
        null);
  }

  AgentGetResult get(AgentGetParams params, RequestContext context) {
    SourcedAgent agent = read("/uri", params.uri(), null);
    AgentDefinition definition = usable(agent);
    var input = new LinkedHashMap<String, AgentInputField>();
    definition.input().forEach((name, field) -> input.put(name, toWire(field)));
    return new AgentGetResult(
        definition.name().value(),
        definition.version().isEmpty() ? null : definition.version(),
        definition.description().isEmpty() ? null : definition.description(),
        definition.digest(),
        input,
        List.copyOf(definition.entries().keySet()),
        List.copyOf(new AskingNodes(agents).of(agent)));
  }

  private static AgentInputField toWire(Field field) {
    return new AgentInputField(
        field.schema(),
        field.required(),
        field.schema().path("description").textValue(),
        field.defaultValue());
  }

  /** {@return a definition that is about to run, with what its tool servers say} */
  SourcedAgent readToRun(String pointer, String uri, @Nullable String text) {
    return agents.asked(read(pointer, uri, text));
  }

  /**
   * {@return the definition at a URI, with its problems}
   *
   * @param text in place of that of the file
   */
  SourcedAgent read(String pointer, String uri, @Nullable String text) {
    Path file = AgentLocation.parse(pointer, uri);
    return text == null ? agents.read(file) : agents.read(file, text);
  }

  /**
   * {@return the definition of an agent}
   *
   * @throws RefusedException with {@code AgentInvalid} and all problems if it has errors
   */
  static AgentDefinition usable(SourcedAgent agent) {
    if (agent.loaded().isUsable()) {
      return agent.usable();
    }
    List<ProblemReport> reports = problemsOf(agent.loaded());
    ArrayNode problems = JsonNodeFactory.instance.arrayNode();
    reports.forEach(report -> problems.add(Json.toTree(report)));
    throw RefusedException.of(
        RpcError.of(
                DaemonErrorCode.AGENT_INVALID,
                agent.loaded().source().name() + " has errors: " + firstError(reports))
            .with("problems", problems));
  }

  static String firstError(List<ProblemReport> reports) {
    return reports.stream()
        .filter(report -> report.severity().wireName().equals("error"))
        .findFirst()
        .map(report -> "line " + (report.line() + 1) + ": " + report.message())
        .orElse("it is no definition");
  }

  static List<ProblemReport> problemsOf(LoadedAgent loaded) {
    return new ProblemMapping(loaded.source().text()).toWire(loaded.problems());
  }
}

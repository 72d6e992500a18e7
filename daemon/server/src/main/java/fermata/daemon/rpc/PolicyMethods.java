package fermata.daemon.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.Allowances;
import fermata.daemon.run.KeyedReplies;
import fermata.daemon.source.AgentLocation;
import fermata.daemon.source.SourcedAgent;
import fermata.definition.expression.ValueScope;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Approvals.Verdict;
import fermata.definition.model.ToolName;
import fermata.definition.tool.ToolSchema;
import fermata.definition.tool.ToolTraits;
import fermata.engine.graph.Ruling;
import fermata.wire.method.Methods;
import fermata.wire.method.policy.AllowanceView;
import fermata.wire.method.policy.PolicyGetParams;
import fermata.wire.method.policy.PolicyGetResult;
import fermata.wire.method.policy.PolicySetParams;
import fermata.wire.method.policy.PolicySetResult;
import fermata.wire.method.policy.PolicyTestParams;
import fermata.wire.method.policy.PolicyTestResult;
import fermata.wire.method.policy.RuleTrial;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code policy/*}: which calls of tools need a yes, and which have it already. */
final class PolicyMethods {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Allowances allowances;
  private final AgentMethods agents;
  private final InstantSource clock;
  private final KeyedRequests keyed;
  private final KeyedReplies replies;

  PolicyMethods(Backends backends, AgentMethods agents, KeyedRequests keyed) {
    this.allowances = backends.allowances();
    this.agents = agents;
    this.clock = backends.clock();
    this.keyed = keyed;
    this.replies = new KeyedReplies(backends.store(), backends.clock());
  }

  PolicyGetResult get(PolicyGetParams params, RequestContext context) {
    String uri = params.uri();
    String file = uri == null ? null : AgentLocation.parse("/uri", uri).toString();
    return new PolicyGetResult(
        allowances.all(file).stream()
            .filter(it -> isOf(params.session(), it))
            .map(
                it ->
                    new AllowanceView(
                        it.file(), it.tool().value(), it.args(), it.session(), it.by(), it.at()))
            .toList());
  }

  private static boolean isOf(@Nullable String session, Allowances.Given given) {
    return session == null || given.session() == null || given.session().equals(session);
  }

  PolicySetResult set(PolicySetParams params, RequestContext context) {
    if (!ToolName.isValid(params.tool())) {
      throw RefusedException.invalidParams("/tool", "'" + params.tool() + "' is no name of a tool");
    }
    return keyed.once(
        Methods.POLICY_SET,
        params,
        context,
        remember -> {
          SourcedAgent agent = agents.read("/uri", params.uri(), null);
          var given =
              new Allowances.Given(
                  agent.texts().file(),
                  new ToolName(params.tool()),
                  params.args(),
                  params.session(),
                  context.actor(params.key()).principal(),
                  clock.instant().truncatedTo(ChronoUnit.MILLIS));
          boolean isChanged =
              params.allowed() ? allowances.allow(given) : allowances.takeBack(given);
          var result = new PolicySetResult(isChanged, false);
          replies.keep(remember.apply(_ -> result));
          return result;
        });
  }

  PolicyTestResult test(PolicyTestParams params, RequestContext context) {
    SourcedAgent agent = agents.read("/uri", params.uri(), null);
    AgentDefinition definition = AgentMethods.usable(agent);
    ToolName tool = new ToolName(params.tool());
    JsonNode args = Objects.requireNonNullElseGet(params.args(), JSON::objectNode);
    if (!definition.allows(tool)) {
      return new PolicyTestResult(
          "deny",
          "the agent may not use '" + tool.value() + "' (see `tools` and `deny`)",
          null,
          null,
          java.util.List.of());
    }
    Optional<ToolSchema> schema = agent.knownTools().find(tool);
    Ruling ruling =
        Ruling.of(
            definition.approvals(),
            schema.map(ToolSchema::traits).orElse(ToolTraits.UNKNOWN),
            allowances.of(agent.texts().file(), Objects.requireNonNullElse(params.session(), "")),
            tool,
            args,
            scope(definition, tool, args, params.session()));
    return new PolicyTestResult(
        word(ruling.verdict()),
        why(ruling, schema.isPresent()),
        ruling.rule(),
        ruling.by(),
        ruling.trials().stream().map(PolicyMethods::toWire).toList());
  }

  private static RuleTrial toWire(Ruling.Trial trial) {
    String came =
        switch (trial.came()) {
          case OTHER_TOOL -> "otherTool";
          case UNFIT -> "unfit";
          case DECIDED -> "decided";
          case BROKEN -> "broken";
        };
    return new RuleTrial(trial.rule(), trial.what().tool().text(), word(trial.what().then()), came);
  }

  private static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  private static String why(Ruling ruling, boolean isKnown) {
    String fault = ruling.fault();
    if (fault != null) {
      return ruling.rule() + " cannot be evaluated (" + fault + "), so somebody is asked";
    }
    if (ruling.by() != null) {
      return ruling.by() + " has allowed it, for '" + ruling.rule() + "'";
    }
    if (ruling.rule() != null) {
      return ruling.rule() + " says so";
    }
    return isKnown
        ? "no rule fits: by default, and by what the tool promises"
        : "no rule fits, and nothing is known of the tool";
  }

  /** What conditions see of a call outside of a run: of the run nothing, so they ask there. */
  private static ValueScope scope(
      AgentDefinition definition, ToolName tool, JsonNode args, @Nullable String session) {
    ObjectNode values = JSON.objectNode();
    values.put("tool", tool.value()).set("args", args);
    ObjectNode variables = values.putObject("vars");
    definition.variables().forEach(variables::set);
    if (session != null) {
      values.putObject("session").put("id", session);
    }
    return name -> Optional.ofNullable(values.get(name));
  }
}

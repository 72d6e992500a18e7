package fermata.definition.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Conduct;
import fermata.definition.model.Join;
import fermata.definition.model.Node;
import fermata.definition.model.NodeAccess;
import fermata.definition.model.NodeOptions;
import fermata.definition.model.OnError;
import fermata.definition.model.QuestionForm;
import fermata.definition.model.Retry;
import fermata.definition.model.Unanswered;
import fermata.definition.model.ValueTemplate;
import java.util.List;
import java.util.SequencedMap;

/** The canonical form of nodes. */
final class CanonicalNodes {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private CanonicalNodes() {}

  static JsonNode node(Node node) {
    ObjectNode form = JSON.objectNode().put("kind", node.kind());
    options(form, node.options());
    switch (node) {
      case Node.Llm llm -> llm(form, llm);
      case Node.Tool tool -> {
        form.put("tool", tool.tool().value());
        form.set("args", values(tool.args()));
      }
      case Node.Human human -> {
        form.set("ask", CanonicalExpressions.template(human.ask()));
        form.set("form", form(human.form()));
        if (human.assignee() != null) {
          form.set("assignee", CanonicalExpressions.template(human.assignee()));
        }
        unanswered(form, human.unanswered());
      }
      case Node.Router router -> {
        if (router.decide() != null) {
          form.set("decide", CanonicalExpressions.template(router.decide()));
        }
      }
      case Node.Map map -> {
        form.set("over", CanonicalExpressions.value(map.over()));
        form.put("as", map.as()).put("do", map.body().value());
        form.put("concurrency", map.concurrency()).put("on_error", map.onError().name());
      }
      case Node.Transform transform -> form.set("set", values(transform.set()));
      case Node.Wait wait -> form.set("wait", CanonicalEvents.waiting(wait.waiting()));
      case Node.Emit emit -> {
        form.put("schema", emit.schema());
        form.set("data", values(emit.data()));
        form.set("tags", CanonicalEvents.values(emit.tags()));
      }
      case Node.Workflow workflow -> CanonicalWork.workflow(form, workflow);
      case Node.Code code -> CanonicalWork.code(form, code);
      case Node.Agent agent -> {
        // What the other agent does is a part of what this one does.
        form.put("agent", agent.agent().value()).put("digest", agent.digest());
        if (!agent.entry().equals(AgentDefinition.DEFAULT_ENTRY)) {
          form.put("entry", agent.entry());
        }
        form.set("input", values(agent.input()));
      }
    }
    return form;
  }

  private static void options(ObjectNode form, NodeOptions options) {
    form.set("when", CanonicalForm.expression(options.when()));
    form.set("outputs", CanonicalForm.fields(options.outputs()));
    form.set("retry", retry(options.retry()));
    form.put("timeout", CanonicalForm.millis(options.timeout()));
    form.put("visits", options.visitsMax());
    CanonicalLimits.addTo(form, options.budget());
    if (!options.join().equals(Join.DEFAULT)) {
      form.set("join", join(options.join()));
    }
    if (options.onError() != OnError.FAIL) {
      form.put("on_error", options.onError().name());
    }
    if (options.onUnknown() != null) {
      form.put("on_unknown", options.onUnknown().name());
    }
    access(form, options.access());
  }

  // A question that just fails has the form that it had before there was another end.
  private static void unanswered(ObjectNode form, Unanswered unanswered) {
    switch (unanswered) {
      case Unanswered.Fail() -> {}
      case Unanswered.Default(var answer) -> form.set("unanswered", answer);
      case Unanswered.Escalate(var to) -> form.set("escalate", CanonicalExpressions.template(to));
    }
  }

  private static JsonNode join(Join join) {
    ObjectNode form = JSON.objectNode();
    switch (join.waits()) {
      case Join.Wait.All() -> form.put("wait", "all");
      case Join.Wait.Any() -> form.put("wait", "any");
      case Join.Wait.Count(var branches) -> form.put("wait", branches);
    }
    return form.put("deadline", CanonicalForm.millis(join.deadline()))
        .put("on_branch_error", join.onBranchError().name());
  }

  // What a node leaves out is not in its form, so that a file without these keys keeps its digest.
  private static void access(ObjectNode form, NodeAccess access) {
    if (!access.inputs().isEmpty()) {
      form.set("inputs", values(access.inputs()));
    }
    access.readable().ifPresent(keys -> form.set("reads", names(keys)));
    access.writable().ifPresent(keys -> form.set("writes", names(keys)));
  }

  // In the order of the file: that is the order of the writes.
  private static JsonNode names(List<String> names) {
    return CanonicalForm.texts(names.stream().distinct().toList());
  }

  static JsonNode retry(Retry retry) {
    ObjectNode form = JSON.objectNode().put("attempts", retry.attempts());
    form.put("backoff", CanonicalForm.millis(retry.backoff()));
    form.set("on", CanonicalForm.texts(retry.on().stream().distinct().sorted().toList()));
    return form;
  }

  private static void llm(ObjectNode form, Node.Llm llm) {
    if (llm.system() != null) {
      form.set("system", CanonicalExpressions.template(llm.system()));
    }
    form.set("prompt", CanonicalExpressions.template(llm.prompt()));
    form.put("model", llm.model());
    if (llm.tools() != null) {
      form.set("tools", CanonicalForm.patterns(llm.tools()));
    }
    form.put("max_turns", llm.maxTurns());
    form.put("max_tool_calls", llm.maxToolCalls());
    form.put("temperature", llm.temperature());
    if (!llm.conduct().equals(Conduct.DEFAULT)) {
      form.set("conduct", conduct(llm.conduct()));
    }
    if (llm.images() != null) {
      form.set("images", CanonicalExpressions.value(llm.images()));
    }
  }

  private static JsonNode conduct(Conduct conduct) {
    ObjectNode form = JSON.objectNode().put("conversation", conduct.conversation().name());
    form.put("interactive", conduct.isInteractive());
    if (conduct.judge() != null) {
      form.set("judge", CanonicalExpressions.template(conduct.judge()));
    }
    form.put("on_stall", conduct.onStall().name());
    // What is as it always was leaves the digest as it always was.
    if (conduct.outputsBy() != Conduct.OutputsBy.TOOL) {
      form.put("outputs_by", conduct.outputsBy().name());
    }
    if (conduct.onFull() != Conduct.OnFull.CUT) {
      form.put("on_full", conduct.onFull().name());
    }
    if (conduct.reasoning() != null) {
      form.put("reasoning", conduct.reasoning().name());
    }
    return form;
  }

  private static JsonNode form(QuestionForm form) {
    return switch (form) {
      case QuestionForm.FreeText() -> JSON.textNode("free text");
      case QuestionForm.Form(var fields) -> CanonicalForm.fields(fields);
      case QuestionForm.Choice(var options) -> CanonicalForm.texts(options);
      case QuestionForm.Approval() -> JSON.textNode("approval");
    };
  }

  static JsonNode values(SequencedMap<String, ValueTemplate> values) {
    ObjectNode form = JSON.objectNode();
    values.forEach((name, value) -> form.set(name, CanonicalExpressions.value(value)));
    return form;
  }
}

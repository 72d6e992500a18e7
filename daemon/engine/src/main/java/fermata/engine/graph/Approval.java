package fermata.engine.graph;

import fermata.definition.model.Approvals;
import fermata.definition.model.Approvals.Verdict;
import fermata.definition.model.Ordered;
import fermata.definition.model.ToolName;
import fermata.engine.run.QuestionKind;
import fermata.engine.run.RunEvent;
import fermata.engine.state.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a tool call may start: by rule, by default, or because somebody said so. */
final class Approval {

  private static final String POLICY = "policy";

  private Approval() {}

  private record Decision(Verdict verdict, @Nullable String rule) {}

  static void decide(Course course, Call.Tool call) {
    Decision decision = decision(course, call);
    switch (decision.verdict()) {
      case ALLOW -> {
        if (decision.rule() != null) {
          course.emit(new RunEvent.ToolApproved(call.step(), call.id(), POLICY, decision.rule()));
        }
        ToolCalls.start(course, call);
      }
      case ASK -> ask(course, call);
      case DENY ->
          course.emit(
              new RunEvent.ToolDenied(
                  call.step(),
                  call.id(),
                  decision.rule() == null ? "denied by default" : "denied by " + decision.rule(),
                  POLICY));
    }
  }

  private static Decision decision(Course course, Call.Tool call) {
    Approvals approvals = course.definition().approvals();
    Scope scope = Scope.ofCall(course, call.tool().value(), call.args());
    for (int i = 0; i < approvals.rules().size(); i++) {
      Approvals.Rule rule = approvals.rules().get(i);
      String pointer = "approvals.rules[" + i + "]";
      if (!rule.tool().matches(call.tool())) {
        continue;
      }
      if (rule.when() == null) {
        return new Decision(rule.then(), pointer);
      }
      switch (Expressions.test(rule.when(), scope)) {
        // Whatever the rule would have said, somebody looks at the call: approvals fail closed.
        case Expressions.Result.Failed(var failure) -> {
          course.emit(
              new RunEvent.Warning(
                  "approval.condition", pointer + ": " + failure.message() + "; asking"));
          return new Decision(Verdict.ASK, pointer);
        }
        case Expressions.Result.Value(var holds) -> {
          if (holds.booleanValue()) {
            return new Decision(rule.then(), pointer);
          }
        }
      }
    }
    return new Decision(byDefault(course, call), null);
  }

  private static Verdict byDefault(Course course, Call.Tool call) {
    Verdict verdict = course.definition().approvals().defaultVerdict();
    if (verdict != null) {
      return verdict;
    }
    return ToolCalls.traits(course, call.tool()).readOnly() ? Verdict.ALLOW : Verdict.ASK;
  }

  private static void ask(Course course, Call.Tool call) {
    course.emit(
        new RunEvent.QuestionAsked(
            course.nextQuestion(),
            call.step(),
            QuestionKind.TOOL_APPROVAL,
            question(course, call.tool()),
            call.id(),
            Ordered.empty(),
            List.of(),
            call.tool(),
            call.args(),
            null));
  }

  private static String question(Course course, ToolName tool) {
    String warning =
        ToolCalls.traits(course, tool).destructive()
            ? " It may remove or overwrite what somebody made."
            : "";
    return "Allow the tool '" + tool.value() + "' to run?" + warning;
  }

  static void judged(Course course, Call.Tool call, Call.Phase.Judged judged) {
    if (judged.isApproved()) {
      course.emit(new RunEvent.ToolApproved(call.step(), call.id(), judged.by(), null));
      ToolCalls.start(course, ToolCalls.tool(course, call.id()));
      return;
    }
    String reason = judged.reason().isEmpty() ? "no reason given" : judged.reason();
    course.emit(new RunEvent.ToolDenied(call.step(), call.id(), reason, judged.by()));
  }
}

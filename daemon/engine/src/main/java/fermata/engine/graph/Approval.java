package fermata.engine.graph;

import fermata.definition.model.Ordered;
import fermata.definition.model.ToolName;
import fermata.engine.run.QuestionKind;
import fermata.engine.run.RunEvent;
import fermata.engine.state.Call;
import java.util.List;

/** Whether a tool call may start: by rule, by default, or because somebody said so. */
final class Approval {

  private static final String POLICY = "policy";

  private Approval() {}

  static void decide(Course course, Call.Tool call) {
    Ruling ruling = ruling(course, call);
    switch (ruling.verdict()) {
      case ALLOW -> {
        if (ruling.rule() != null) {
          String by = ruling.by() == null ? POLICY : ruling.by();
          course.emit(new RunEvent.ToolApproved(call.step(), call.id(), by, ruling.rule()));
        }
        ToolCalls.start(course, call);
      }
      case ASK -> {
        // Whatever the rule would have said, somebody looks at the call: approvals fail closed.
        if (ruling.fault() != null) {
          course.emit(
              new RunEvent.Warning(
                  "approval.condition", ruling.rule() + ": " + ruling.fault() + "; asking"));
        }
        ask(course, call);
      }
      case DENY ->
          course.emit(
              new RunEvent.ToolDenied(
                  call.step(),
                  call.id(),
                  ruling.rule() == null ? "denied by default" : "denied by " + ruling.rule(),
                  POLICY));
    }
  }

  private static Ruling ruling(Course course, Call.Tool call) {
    return Ruling.of(
        course.definition().approvals(),
        ToolCalls.traits(course, call.tool()),
        course.shared().allowances(),
        call.tool(),
        call.args(),
        Scope.ofCall(course, call.tool().value(), call.args()));
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

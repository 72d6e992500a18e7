package fermata.daemon.rpc;

import fermata.wire.method.events.EventsFlushParams;
import fermata.wire.method.events.EventsReadParams;
import fermata.wire.method.events.EventsSubscribeParams;
import fermata.wire.method.events.EventsWaitParams;
import fermata.wire.method.question.QuestionAnswerParams;
import fermata.wire.method.run.RunCancelParams;
import fermata.wire.method.run.RunGetParams;
import fermata.wire.method.run.RunResumeParams;
import fermata.wire.method.run.RunStartParams;
import fermata.wire.method.run.RunWaitParams;
import fermata.wire.method.session.SessionGetParams;
import fermata.wire.method.tool.ToolReportParams;
import fermata.wire.method.tool.ToolTakeParams;
import org.jspecify.annotations.Nullable;

/**
 * Which requests of one connection keep their order: those about the same session, those about the
 * same run while nobody has named its session, and what is said about one call of a tool.
 */
final class RequestOrder {

  private RequestOrder() {}

  static @Nullable String keyOf(Object params) {
    return switch (params) {
      case RunStartParams start -> start.session() != null ? start.session() : start.run();
      case RunCancelParams cancel -> cancel.session() != null ? cancel.session() : cancel.run();
      case RunResumeParams resume -> resume.session();
      case RunGetParams get -> get.run();
      case RunWaitParams wait -> wait.run();
      case SessionGetParams get -> get.session();
      case EventsSubscribeParams subscribe -> subscribe.session();
      case EventsReadParams read -> read.session();
      case QuestionAnswerParams answer when !answer.answers().isEmpty() ->
          runOf(answer.answers().getFirst().id());
      case ToolReportParams report -> report.id();
      default -> null;
    };
  }

  private static String runOf(String question) {
    int dot = question.lastIndexOf('.');
    return dot < 0 ? question : question.substring(0, dot);
  }

  /** Whether a request waits for something to happen, which may be what one behind it does. */
  static boolean isWait(Object params) {
    return params instanceof RunWaitParams
        || params instanceof EventsWaitParams
        || params instanceof EventsFlushParams
        || params instanceof ToolTakeParams
        || (params instanceof EventsReadParams read && read.waitMs() > 0);
  }
}

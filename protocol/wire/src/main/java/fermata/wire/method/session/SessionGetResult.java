package fermata.wire.method.session;

import fermata.wire.json.Doc;
import fermata.wire.method.question.QuestionView;
import fermata.wire.method.run.RunSummary;
import java.util.List;

/** Result of {@code session/get}. */
public record SessionGetResult(
    @Doc("the session") SessionSummary session,
    @Doc("its runs, newest first, at most 100") List<RunSummary> runs,
    @Doc("open questions, oldest first") List<QuestionView> questions) {

  public SessionGetResult {
    runs = List.copyOf(runs);
    questions = List.copyOf(questions);
  }
}

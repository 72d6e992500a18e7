package fermata.daemon.run;

import fermata.engine.run.CallId;
import fermata.engine.run.QuestionId;
import fermata.engine.run.RunId;
import fermata.engine.run.RunInput;
import fermata.wire.event.EventData;
import fermata.wire.event.QuestionFact;
import fermata.wire.event.SubrunFact;
import java.util.Optional;

/**
 * What a parent is told of the questions of a child run, those of its own child runs among them.
 *
 * <p>It is a word to the parent, see {@link ChildMail}: stored in the commit of the question.
 */
final class ChildQuestions {

  private ChildQuestions() {}

  static Optional<RunInput.ChildAsked> of(RunId child, RunParent parent, EventData fact) {
    return switch (fact) {
      case QuestionFact.Asked asked -> Optional.of(input(child, parent, asked.question(), true));
      case QuestionFact.Answered(var id, _, _) -> Optional.of(input(child, parent, id, false));
      case QuestionFact.Expired(var id) -> Optional.of(input(child, parent, id, false));
      case QuestionFact.Withdrawn(var id, _) -> Optional.of(input(child, parent, id, false));
      case SubrunFact.Asked asked ->
          Optional.of(input(child, parent, asked.question(), asked.open()));
      default -> Optional.empty();
    };
  }

  private static RunInput.ChildAsked input(
      RunId child, RunParent parent, String question, boolean isOpen) {
    return new RunInput.ChildAsked(
        new CallId(parent.call()), child, new QuestionId(question), isOpen);
  }
}

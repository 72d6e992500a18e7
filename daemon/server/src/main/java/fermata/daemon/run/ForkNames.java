package fermata.daemon.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.snapshot.StateForm;
import fermata.wire.event.AgentFact;
import fermata.wire.event.ArtifactFact;
import fermata.wire.event.BranchFact;
import fermata.wire.event.ConversationFact;
import fermata.wire.event.DebugFact;
import fermata.wire.event.EventData;
import fermata.wire.event.EventTypes;
import fermata.wire.event.GoalFact;
import fermata.wire.event.LedgerFact;
import fermata.wire.event.MessageFact;
import fermata.wire.event.ModelFact;
import fermata.wire.event.QuestionFact;
import fermata.wire.event.RunFact;
import fermata.wire.event.SessionFact;
import fermata.wire.event.StepFact;
import fermata.wire.event.SubrunFact;
import fermata.wire.event.ToolFact;
import fermata.wire.event.WaitFact;
import fermata.wire.json.Json;
import java.util.List;
import java.util.Map;

/**
 * Gives the copy of a run's facts the names of another run: of the run, its session, its questions
 * and the keys of its calls. What was said and done stays as it was.
 *
 * @param parent the run that the facts are of
 * @param session that the copy is in
 * @param run that the copy is of
 */
record ForkNames(String parent, String session, String run) {

  /** In these nothing is renamed, and nothing that lists show follows from them. */
  private static final List<Class<? extends EventData>> LEFT =
      List.of(
          StepFact.class,
          MessageFact.class,
          ModelFact.class,
          ToolFact.class,
          BranchFact.class,
          ConversationFact.class,
          WaitFact.class,
          LedgerFact.StatePatched.class,
          LedgerFact.StateLoaded.class);

  /** Whether facts of a type are copied as they are stored, but for whose they are. */
  static boolean leaves(String type) {
    return EventTypes.find(type).filter(known -> isLeft(known.data())).isPresent();
  }

  private static boolean isLeft(Class<? extends EventData> fact) {
    return fact != ToolFact.Started.class
        && LEFT.stream().anyMatch(kind -> kind.isAssignableFrom(fact));
  }

  EventData rename(EventData fact) {
    return switch (fact) {
      case RunFact.Started _ -> with(fact, Map.of("run", run, "session", session));
      case RunFact.Held(var reasons) ->
          new RunFact.Held(reasons.stream().map(this::renamed).toList());
      case ToolFact.Started started -> with(fact, Map.of("key", renamed(started.key())));
      case QuestionFact question -> with(fact, Map.of("question", renamed(idOf(question))));
      // A child run has its parent's name, so what the copy says of children is of its own.
      case SubrunFact.Started it -> with(fact, Map.of("run", renamed(it.run())));
      case SubrunFact.Stopping it -> with(fact, Map.of("run", renamed(it.run())));
      case SubrunFact.Finished it -> with(fact, Map.of("run", renamed(it.run())));
      case SubrunFact.Asked it ->
          with(fact, Map.of("run", renamed(it.run()), "question", renamed(it.question())));
      case SessionFact.DefinitionAccepted _ -> with(fact, Map.of("run", run));
      case SessionFact.Created _,
          SessionFact.Updated _,
          SessionFact.Archived _,
          SessionFact.RunQueued _,
          BranchFact _,
          ConversationFact _,
          WaitFact _,
          ArtifactFact _,
          GoalFact _,
          AgentFact _,
          RunFact _,
          ToolFact _,
          StepFact _,
          MessageFact _,
          ModelFact _,
          LedgerFact _,
          DebugFact _,
          EventData.Published _,
          EventData.Unrecognised _ ->
          fact;
    };
  }

  /** {@return a fact with other values of members; those that it is not about stay as they are} */
  private static EventData with(EventData fact, Map<String, String> members) {
    ObjectNode tree = Json.toTree(fact);
    members.forEach(tree::put);
    return Json.read(tree, fact.getClass());
  }

  private static String idOf(QuestionFact fact) {
    return switch (fact) {
      case QuestionFact.Asked asked -> asked.question();
      case QuestionFact.Answered answered -> answered.question();
      case QuestionFact.Expired expired -> expired.question();
      case QuestionFact.Withdrawn withdrawn -> withdrawn.question();
    };
  }

  /** {@return the same for a state} */
  StateForm.Names ofState() {
    return new StateForm.Names(session, this::renamed, this::rename);
  }

  /** Names of questions, of child runs and of what is waited for have the run's in them. */
  private String renamed(String name) {
    return name.replace(parent, run);
  }
}

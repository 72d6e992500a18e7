package fermata.daemon.run;

import fermata.daemon.store.JournalId;
import fermata.daemon.store.TimerRow;
import fermata.engine.run.CallId;
import fermata.engine.run.Effect;
import fermata.engine.run.QuestionId;
import fermata.engine.run.RunId;
import fermata.engine.run.RunInput;
import fermata.engine.run.TimerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What runs tell their child runs, and these their parents.
 *
 * <p>A word is a timer that is due at once, stored in the commit of what it is about: so it is
 * there after a crash, and is said again until it has been dealt with. It may be said twice.
 */
final class ChildMail {

  private static final String CHILD = "child:";
  private static final String CANCEL = "parent:cancel";
  private static final String PAUSE = "parent:pause";
  private static final String RESUME = "parent:resume";
  private static final String BY = "parent run";
  private static final String ASKED = "child-asked:";

  /** A word says where in the child's journal it comes from, so that words keep their order. */
  private static final int SEQ_DIGITS = 15;

  private ChildMail() {}

  /** Whether a timer is such a word. */
  static boolean isMail(TimerId timer) {
    return timer.value().startsWith(CHILD)
        || timer.value().startsWith(ASKED)
        || timer.value().startsWith("parent:");
  }

  /** {@return the call of a child run to look after} */
  static Optional<CallId> childOf(TimerId timer) {
    return timer.value().startsWith(CHILD)
        ? Optional.of(new CallId(timer.value().substring(CHILD.length())))
        : Optional.empty();
  }

  /** {@return what a word of the parent or of a child means to a run} */
  static RunInput inputOf(TimerId timer) {
    if (timer.value().startsWith(ASKED)) {
      String[] parts = timer.value().substring(ASKED.length()).split(" ", 5);
      return new RunInput.ChildAsked(
          new CallId(parts[2]),
          new RunId(parts[3]),
          new QuestionId(parts[4]),
          parts[1].equals("open"));
    }
    return switch (timer.value()) {
      case PAUSE -> new RunInput.PauseRequested("the parent run is paused", BY);
      case RESUME -> new RunInput.ResumeRequested(BY);
      default -> new RunInput.CancelRequested("the parent run wants no result any longer", BY);
    };
  }

  /**
   * {@return that somebody is asked in a child run or below it, or no longer is}
   *
   * @param seq of the event that says so in the child's journal
   */
  static TimerRow asked(RunParent parent, RunInput.ChildAsked asked, long seq, Instant now) {
    String place = Long.toString(seq);
    String word =
        String.join(
            " ",
            "0".repeat(Math.max(0, SEQ_DIGITS - place.length())) + place,
            asked.isOpen() ? "open" : "closed",
            asked.call().value(),
            asked.run().value(),
            asked.question().value());
    return new TimerRow(new JournalId(parent.session()), parent.run(), ASKED + word, now);
  }

  /** {@return that a run should look after a child of its own} */
  static TimerRow lookAfter(JournalId session, String run, CallId call, Instant now) {
    return new TimerRow(session, run, CHILD + call.value(), now);
  }

  /** {@return that a child run should end} */
  static TimerRow cancel(String child, Instant now) {
    return word(child, CANCEL, now);
  }

  /** {@return that a child run should stand still} */
  static TimerRow pause(String child, Instant now) {
    return word(child, PAUSE, now);
  }

  private static TimerRow word(String child, String word, Instant now) {
    return new TimerRow(new JournalId(child), child, word, now);
  }

  /** {@return the words that effects of a run are} */
  static List<TimerRow> of(JournalId session, LiveRun run, List<Effect> effects, Instant now) {
    var words = new ArrayList<TimerRow>();
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.StartChild(var call, _) ->
            words.add(lookAfter(session, run.id().value(), call, now));
        case Effect.StopChild(_, var child, _) -> words.add(cancel(child.value(), now));
        case Effect.PauseChild(_, var child, _, _) -> words.add(pause(child.value(), now));
        case Effect.ResumeChild(_, var child) -> words.add(word(child.value(), RESUME, now));
        case Effect.CallModel _,
            Effect.CallTool _,
            Effect.StopCall _,
            Effect.TellCall _,
            Effect.AwaitEvent _,
            Effect.ForgetEvent _,
            Effect.Publish _,
            Effect.SetTimer _,
            Effect.ClearTimer _ -> {}
      }
    }
    return words;
  }

  /** {@return that the parent should look after a run that has ended} */
  static Optional<TimerRow> ended(LiveRun run, Instant now) {
    RunParent parent = run.pinned().pin().options().parent();
    return parent == null
        ? Optional.empty()
        : Optional.of(
            lookAfter(
                new JournalId(parent.session()), parent.run(), new CallId(parent.call()), now));
  }
}

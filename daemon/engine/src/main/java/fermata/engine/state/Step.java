package fermata.engine.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.model.NodeId;
import fermata.definition.selector.Selector;
import fermata.definition.selector.SelectorForm;
import fermata.engine.run.CallId;
import fermata.engine.run.Failure;
import fermata.engine.run.PublishedEvent;
import fermata.engine.run.QuestionId;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepId;
import fermata.engine.run.StepStatus;
import fermata.engine.run.WaitEnd;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step under way.
 *
 * @param visit how many times the run has been at the node, this one included
 * @param attempt counts from 1
 * @param failures how many attempts have failed, with the model that is used now
 * @param given the values that its node and the ways to it give it, an object; absent where they
 *     give none
 * @param seen the versions of the keys of the state when it began
 * @param verdicts what a model has decided about its ways, by the pointer of the question
 */
public record Step(
    StepId id,
    NodeId node,
    int visit,
    Token token,
    int attempt,
    int failures,
    Work work,
    @Nullable JsonNode given,
    Table<String, String> verdicts,
    Table<String, Integer> seen) {

  /** What a step is doing. */
  public sealed interface Work {

    /** Nothing yet. */
    record Fresh() implements Work {}

    /** Its one tool call. */
    record Calling(CallId call) implements Work {}

    /** A child run. */
    record Delegated(CallId call) implements Work {}

    /**
     * Its question is open.
     *
     * @param unanswered how many of its questions ran out before
     */
    record Asking(QuestionId question, int unanswered) implements Work {}

    /** Its question was answered. */
    record Answered(JsonNode answer) implements Work {}

    /**
     * Its question ran out.
     *
     * @param unanswered how many of its questions did, this one included
     */
    record Expired(int unanswered) implements Work {}

    /**
     * Its time has not come.
     *
     * @param dueAt absent where it waits for an event as long as it takes
     * @param event present where it waits for one
     */
    record Waiting(@Nullable Instant dueAt, @Nullable AwaitedEvent event) implements Work {}

    /** Its event is published. */
    record Emitted() implements Work {}

    /** Its wait is over. */
    record Waited(WaitEnd by, @Nullable PublishedEvent event) implements Work {}

    /**
     * The tool calls of a workflow.
     *
     * @param parts those that were called so far, by their ids
     */
    record Flowing(Table<String, Part> parts) implements Work {}

    /** A conversation with a model. */
    record Conversing(Conversation conversation) implements Work {}

    /**
     * A conversation with a model about the ways of a step whose work is done.
     *
     * @param question the pointer of the question
     * @param options what the model chooses from
     */
    record Deciding(
        Outcome outcome, String question, List<String> options, Conversation conversation)
        implements Work {

      public Deciding {
        options = List.copyOf(options);
      }
    }

    /** A model has decided; the ways can be looked at again. */
    record Decided(Outcome outcome) implements Work {}

    /**
     * A conversation with a model that judges what the work has given.
     *
     * @param outputs what it has given
     * @param held the conversation that gave it
     */
    record Judging(JsonNode outputs, Conversation held, Conversation conversation)
        implements Work {}

    /**
     * A conversation with a model that sums up a part of another one.
     *
     * @param dropped how many turns it sums up
     * @param shortened how many turns after those will have the results of their tools cut
     * @param held the other one
     */
    record Summarizing(int dropped, int shortened, Conversation held, Conversation conversation)
        implements Work {}

    /** Its body goes over the elements of a list. */
    record Going(Mapping mapping) implements Work {}
  }

  /** How the work of a step has ended, before its ways are taken. */
  public record Outcome(StepStatus status, @Nullable JsonNode outputs, @Nullable Failure error) {}

  /** {@return the steps in whose bodies it is, the outermost first} */
  public List<StepId> mapsAround() {
    return token.lineage().frames().stream().map(element -> element.id().map()).toList();
  }

  /** {@return the conversation with a model that it is in} */
  public Optional<Conversation> conversation() {
    return switch (work) {
      case Work.Conversing(var conversation) -> Optional.of(conversation);
      case Work.Deciding(_, _, _, var conversation) -> Optional.of(conversation);
      case Work.Judging(_, _, var conversation) -> Optional.of(conversation);
      case Work.Summarizing(_, _, _, var conversation) -> Optional.of(conversation);
      case Work.Fresh _,
          Work.Calling _,
          Work.Delegated _,
          Work.Asking _,
          Work.Answered _,
          Work.Expired _,
          Work.Waiting _,
          Work.Waited _,
          Work.Emitted _,
          Work.Decided _,
          Work.Going _,
          Work.Flowing _ ->
          Optional.empty();
    };
  }

  /** {@return this with the conversation further on} */
  public Step with(Conversation changed) {
    return with(
        switch (work) {
          case Work.Deciding(var outcome, var question, var options, _) ->
              new Work.Deciding(outcome, question, options, changed);
          case Work.Judging(var outputs, var held, _) -> new Work.Judging(outputs, held, changed);
          case Work.Summarizing(var dropped, var shortened, var held, _) ->
              new Work.Summarizing(dropped, shortened, held, changed);
          case Work.Fresh _,
              Work.Calling _,
              Work.Delegated _,
              Work.Asking _,
              Work.Answered _,
              Work.Expired _,
              Work.Waiting _,
              Work.Waited _,
              Work.Emitted _,
              Work.Decided _,
              Work.Going _,
              Work.Conversing _,
              Work.Flowing _ ->
              new Work.Conversing(changed);
        });
  }

  /** An event that a step waits for, as it was written and as it is read. */
  public record AwaitedEvent(RunEvent.Awaited awaited, Selector selector) {

    /** Of a form that cannot be read, which no journal of ours has: it matches nothing. */
    private static final Selector NOTHING =
        new Selector(null, List.of(), List.of(), List.of(), null, false);

    /** {@return it with what it says} */
    public static AwaitedEvent of(RunEvent.Awaited awaited) {
      return new AwaitedEvent(
          awaited,
          SelectorForm.read(awaited.selector()) instanceof SelectorForm.Reading.Fine(var fine)
              ? fine
              : NOTHING);
    }
  }

  /**
   * A part of a workflow that was called.
   *
   * @param failures how many attempts have failed
   */
  public record Part(CallId call, int failures) {}

  /** {@return this, doing something else} */
  public Step with(Work changed) {
    return new Step(id, node, visit, token, attempt, failures, changed, given, verdicts, seen);
  }

  /** {@return this with one more verdict} */
  public Step with(String question, String verdict) {
    return new Step(
        id,
        node,
        visit,
        token,
        attempt,
        failures,
        work,
        given,
        verdicts.with(question, verdict),
        seen);
  }

  /** {@return this with another token} */
  public Step with(Token changed) {
    return new Step(id, node, visit, changed, attempt, failures, work, given, verdicts, seen);
  }

  /** {@return this at another attempt} */
  public Step at(int changedAttempt, int changedFailures) {
    return new Step(
        id, node, visit, token, changedAttempt, changedFailures, work, given, verdicts, seen);
  }

  /** {@return this, given some values beside those that it has} */
  public Step given(JsonNode more) {
    JsonNode all = more;
    if (given instanceof ObjectNode before) {
      all = before.deepCopy().setAll((ObjectNode) more);
    }
    return new Step(id, node, visit, token, attempt, failures, work, all, verdicts, seen);
  }
}

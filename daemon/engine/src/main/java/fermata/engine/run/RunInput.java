package fermata.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.Field;
import fermata.definition.model.Ordered;
import fermata.definition.model.ToolName;
import fermata.definition.tool.ToolTraits;
import java.time.Duration;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the outside world tells a run.
 *
 * <p>All of it is data: a timer that fired is an input like any other. Any input is welcome in any
 * state; one that does not fit changes nothing. Inputs may come twice, late, or for work that has
 * ended.
 */
public sealed interface RunInput {

  /**
   * The run begins.
   *
   * @param entry the name of an entry point
   * @param input an object with the fields of the definition's {@code input}; defaults need not be
   *     filled in
   * @param tools the tools of the workspace that the definition allows, with the sure traits of
   *     each; a tool that is not here does not exist for the run
   * @param models prices of the models that the definition names
   * @param grant what it may use at most, whatever its own limits say
   * @param context the events of the subscriptions that are there as context
   * @param debuggers what they want it to stand still for
   */
  record Started(
      RunId run,
      SessionId session,
      String entry,
      JsonNode input,
      SequencedMap<ToolName, ToolTraits> tools,
      SequencedMap<String, ModelTraits> models,
      Grant grant,
      List<FetchedContext> context,
      List<BreakpointSet> debuggers)
      implements RunInput {

    public Started {
      tools = Ordered.copyOf(tools);
      models = Ordered.copyOf(models);
      context = List.copyOf(context);
      debuggers = List.copyOf(debuggers);
    }

    /** A run that nothing but its own limits bounds, without context. */
    public Started(
        RunId run,
        SessionId session,
        String entry,
        JsonNode input,
        SequencedMap<ToolName, ToolTraits> tools,
        SequencedMap<String, ModelTraits> models) {
      this(run, session, entry, input, tools, models, Grant.UNBOUNDED, List.of(), List.of());
    }
  }

  /** A model has answered. */
  record ModelReplied(CallId call, ModelReply reply) implements RunInput {}

  /**
   * A model did not answer: {@code model.unavailable}, {@code model.overloaded}, {@code
   * model.rate-limited}, {@code model.timeout}, {@code model.refused}, …
   */
  record ModelFailed(CallId call, Failure failure) implements RunInput {}

  /** A tool call has ended by itself. */
  record ToolReturned(CallId call, ToolOutcome outcome) implements RunInput {}

  /**
   * A tool that is under way wants to know something of a person. A call has one question at a
   * time; another one meanwhile changes nothing.
   *
   * @param kind one that is {@linkplain QuestionKind#isOpen open}
   * @param fields of a form
   * @param options of a choice
   */
  record ToolAsked(
      CallId call,
      QuestionKind kind,
      String text,
      SequencedMap<String, Field> fields,
      List<String> options)
      implements RunInput {

    public ToolAsked {
      fields = Ordered.copyOf(fields);
      options = List.copyOf(options);
    }
  }

  /** A tool that is under way no longer wants to know what it has asked. */
  record ToolContent(CallId call) implements RunInput {}

  /**
   * Somebody answered a question.
   *
   * <p>The shell has asked {@code AnswerCheck} whether the answer fits; one that does not changes
   * nothing here.
   *
   * @param answer what the form of the question asks for
   * @param by a name for people and journals
   */
  record AnswerGiven(QuestionId question, JsonNode answer, String by) implements RunInput {}

  /** The time of a timer has come, or passed while nobody was there. */
  record TimerDue(TimerId timer) implements RunInput {}

  /** An event was published that fits what a step waits for. */
  record EventMatched(StepId step, PublishedEvent event) implements RunInput {}

  /** Somebody wants the run to end. */
  record CancelRequested(String reason, String by) implements RunInput {}

  /** Somebody wants the run to stand still until it is resumed. */
  record PauseRequested(String reason, String by) implements RunInput {}

  /**
   * A child run has ended, or never began.
   *
   * @param run the child; one of an earlier attempt changes nothing
   * @param usage of the whole child run
   */
  record ChildEnded(CallId call, RunId run, ChildOutcome outcome, Usage usage)
      implements RunInput {}

  /**
   * Somebody is asked in a child run, or no longer is.
   *
   * @param isOpen whether the question waits for an answer
   */
  record ChildAsked(CallId call, RunId run, QuestionId question, boolean isOpen)
      implements RunInput {}

  /** Work that {@link Effect.StopCall} asked to stop has really ended and will not report. */
  record CallStopped(CallId call) implements RunInput {}

  /** A call whose effect was handed out has no outcome and never will: its performer is gone. */
  record EffectLost(CallId call) implements RunInput {}

  /**
   * The run was found without its daemon: every effect that was under way is lost.
   *
   * @param cause {@code crash} or {@code shutdown}
   */
  record Interrupted(String cause) implements RunInput {}

  /** Somebody wants a run to go on that was interrupted or paused. */
  record ResumeRequested(String by) implements RunInput {}

  /**
   * The run begins where another one was once: the first thing that happens to it after its copy of
   * the other's events.
   *
   * @param parent the run that it goes on from
   * @param input the fields that the run has instead of what the other was started with
   * @param state values that keys of the shared state are set to; checked by the shell
   * @param tools as in {@link Started}, of the definition to go on with
   * @param models as in {@link Started}
   * @param shift how long ago the other run was there: what it waits for comes so much later
   * @param debuggers what they want it to stand still for
   */
  record Forked(
      ForkPoint parent,
      JsonNode input,
      SequencedMap<String, JsonNode> state,
      SequencedMap<ToolName, ToolTraits> tools,
      SequencedMap<String, ModelTraits> models,
      Duration shift,
      List<BreakpointSet> debuggers)
      implements RunInput {

    public Forked {
      debuggers = List.copyOf(debuggers);
      state = Ordered.copyOf(state);
      tools = Ordered.copyOf(tools);
      models = Ordered.copyOf(models);
    }
  }

  /** A debugger says what it wants the run to stand still for from now on. */
  record BreakpointsSet(BreakpointSet set) implements RunInput {}

  /**
   * Somebody steps through a run that stands still.
   *
   * @param step the one that it is at; absent where it is at none
   */
  record StepRequested(@Nullable StepId step, Stride stride, String by) implements RunInput {}

  /**
   * Somebody gives a key of the state another value, as a step of a run that stands still sees it.
   *
   * <p>The shell has asked {@code Assignment} whether that can be done.
   */
  record StateSet(StepId step, String key, JsonNode value, String by) implements RunInput {}

  /**
   * Somebody wants the model of a step to be told something at its next turn. Nothing where the
   * step has no conversation by now.
   */
  record Steered(StepId step, String text, String by) implements RunInput {}
}

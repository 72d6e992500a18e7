package fermata.daemon.journal;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.engine.run.KeptArtifact;
import fermata.wire.event.BreakpointSet;
import fermata.wire.event.Failure;
import fermata.wire.event.FormField;
import fermata.wire.event.ModelPrices;
import fermata.wire.event.PublishedEvent;
import fermata.wire.event.RunGrant;
import fermata.wire.event.TokenUsage;
import fermata.wire.event.ToolCallRequest;
import fermata.wire.event.ToolTraits;
import fermata.wire.event.Usage;
import fermata.wire.event.WaitFact;
import fermata.wire.json.Case;
import fermata.wire.json.Union;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The inputs of a run as the store keeps them. Never sent. */
@Union(tag = "type")
sealed interface InputRecord {

  @Case("started")
  record Started(
      String run,
      String session,
      String entry,
      JsonNode input,
      SequencedMap<String, ToolTraits> tools,
      SequencedMap<String, ModelPrices> models,
      @Nullable RunGrant grant,
      @Nullable List<WaitFact.ContextFetched> context,
      @Nullable List<BreakpointSet> debuggers)
      implements InputRecord {}

  @Case("modelReplied")
  record ModelReplied(
      String call,
      @Nullable String text,
      @Nullable String reasoning,
      List<ToolCallRequest> toolCalls,
      String finish,
      TokenUsage usage,
      @Nullable JsonNode thoughts)
      implements InputRecord {}

  @Case("modelFailed")
  record ModelFailed(String call, Failure error) implements InputRecord {}

  @Case("toolCompleted")
  record ToolCompleted(String call, JsonNode result, @Nullable List<KeptArtifact> kept)
      implements InputRecord {}

  @Case("toolFailed")
  record ToolFailed(String call, Failure error) implements InputRecord {}

  @Case("toolTimedOut")
  record ToolTimedOut(String call, long afterMs) implements InputRecord {}

  @Case("toolLost")
  record ToolLost(String call, Failure error) implements InputRecord {}

  @Case("toolCancelled")
  record ToolCancelled(String call) implements InputRecord {}

  @Case("answerGiven")
  record AnswerGiven(String question, JsonNode answer, String by) implements InputRecord {}

  @Case("timerDue")
  record TimerDue(String timer) implements InputRecord {}

  @Case("eventMatched")
  record EventMatched(String step, PublishedEvent event) implements InputRecord {}

  @Case("cancelRequested")
  record CancelRequested(String reason, String by) implements InputRecord {}

  @Case("childCompleted")
  record ChildCompleted(String call, String run, JsonNode output, Usage usage)
      implements InputRecord {}

  @Case("childFailed")
  record ChildFailed(String call, String run, Failure error, Usage usage) implements InputRecord {}

  @Case("childCancelled")
  record ChildCancelled(String call, String run, String reason, Usage usage)
      implements InputRecord {}

  @Case("childAsked")
  record ChildAsked(String call, String run, String question, boolean open)
      implements InputRecord {}

  @Case("toolAsked")
  record ToolAsked(
      String call,
      String kind,
      String text,
      @Nullable SequencedMap<String, FormField> fields,
      @Nullable List<String> options)
      implements InputRecord {}

  @Case("toolContent")
  record ToolContent(String call) implements InputRecord {}

  @Case("pauseRequested")
  record PauseRequested(String reason, String by) implements InputRecord {}

  @Case("callStopped")
  record CallStopped(String call) implements InputRecord {}

  @Case("effectLost")
  record EffectLost(String call) implements InputRecord {}

  @Case("interrupted")
  record Interrupted(String cause) implements InputRecord {}

  @Case("resumeRequested")
  record ResumeRequested(String by) implements InputRecord {}

  @Case("breakpointsSet")
  record BreakpointsSet(BreakpointSet set) implements InputRecord {}

  @Case("stepRequested")
  record StepRequested(@Nullable String step, String stride, String by) implements InputRecord {}

  @Case("stateSet")
  record StateSet(String step, String key, JsonNode value, String by) implements InputRecord {}

  @Case("steered")
  record Steered(String step, String text, String by) implements InputRecord {}

  @Case("forked")
  record Forked(
      String parentSession,
      String parentRun,
      long at,
      JsonNode input,
      SequencedMap<String, JsonNode> state,
      SequencedMap<String, ToolTraits> tools,
      SequencedMap<String, ModelPrices> models,
      long shiftMs,
      @Nullable List<BreakpointSet> debuggers)
      implements InputRecord {}
}

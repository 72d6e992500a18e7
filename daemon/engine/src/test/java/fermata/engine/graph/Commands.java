package fermata.engine.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fermata.definition.model.Field;
import fermata.definition.model.OnUnknown;
import fermata.definition.model.ToolName;
import fermata.definition.tool.ToolTraits;
import fermata.engine.run.Breakpoint;
import fermata.engine.run.BreakpointSet;
import fermata.engine.run.CallId;
import fermata.engine.run.ChildOutcome;
import fermata.engine.run.Failure;
import fermata.engine.run.FetchedContext;
import fermata.engine.run.ForkPoint;
import fermata.engine.run.Grant;
import fermata.engine.run.ModelReply;
import fermata.engine.run.ModelTraits;
import fermata.engine.run.PublishedEvent;
import fermata.engine.run.QuestionId;
import fermata.engine.run.QuestionKind;
import fermata.engine.run.RunId;
import fermata.engine.run.RunInput;
import fermata.engine.run.SessionId;
import fermata.engine.run.StepId;
import fermata.engine.run.Stride;
import fermata.engine.run.TimerId;
import fermata.engine.run.ToolOutcome;
import fermata.engine.run.ToolRequest;
import fermata.engine.run.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/** The commands of scenarios that are inputs. */
final class Commands {

  static final RunId RUN = new RunId("r1");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SequencedMap<ToolName, ToolTraits> tools = new LinkedHashMap<>();
  private final SequencedMap<String, ModelTraits> models = new LinkedHashMap<>();

  /** {@code NAME [readOnly] [idempotent] [destructive] [onUnknown=ask|retry|skip|fail]}. */
  void addTool(String line) {
    String[] words = line.split(" ", -1);
    var unknown = OnUnknown.ASK;
    for (String word : words) {
      if (word.startsWith("onUnknown=")) {
        unknown = OnUnknown.valueOf(word.substring(10).toUpperCase(Locale.ROOT));
      }
    }
    List<String> flags = List.of(words);
    tools.put(
        new ToolName(words[0]),
        new ToolTraits(
            flags.contains("readOnly"),
            flags.contains("idempotent"),
            flags.contains("destructive"),
            unknown));
  }

  /** {@code NAME INPUT_PRICE OUTPUT_PRICE [WINDOW]}, in dollars for a million tokens. */
  void addModel(String line) {
    String[] words = line.split(" ", -1);
    models.put(
        words[0],
        new ModelTraits(
            new BigDecimal(words[1]),
            new BigDecimal(words[2]),
            words.length > 3 ? Long.valueOf(words[3]) : null));
  }

  RunInput input(String line) {
    String[] words = line.split(" ", 3);
    String subject = words.length > 1 ? words[1] : "";
    String rest = words.length > 2 ? words[2] : "";
    return switch (words[0]) {
      case "start" -> started("default", line.substring("start ".length()));
      case "startAt" -> started(subject, rest);
      case "reply" -> new RunInput.ModelReplied(new CallId(subject), reply(json(rest)));
      case "modelFailed" -> new RunInput.ModelFailed(new CallId(subject), failure(rest));
      case "returned" -> returned(subject, new ToolOutcome.Completed(json(rest)));
      case "returnedLong" -> returned(subject, new ToolOutcome.Completed(repeated(rest)));
      case "toolFailed" -> returned(subject, new ToolOutcome.Failed(failure(rest)));
      case "timedOut" -> returned(subject, new ToolOutcome.TimedOut(Duration.parse(rest)));
      case "toolLost" -> returned(subject, new ToolOutcome.Lost(failure(rest)));
      case "toolCancelled" -> returned(subject, new ToolOutcome.Cancelled());
      case "toolAsked" -> toolAsked(subject, json(rest));
      case "toolContent" -> new RunInput.ToolContent(new CallId(subject));
      case "answer" ->
          new RunInput.AnswerGiven(
              new QuestionId(RUN.value() + "." + subject), json(rest), "somebody");
      case "startWith" -> startedWith(json(subject), rest);
      case "published" -> new RunInput.EventMatched(new StepId(subject), published(json(rest)));
      case "due" -> new RunInput.TimerDue(new TimerId(subject));
      case "childEnded" -> childEnded(subject, new ChildOutcome.Completed(json(rest)));
      case "childFailed" -> childEnded(subject, new ChildOutcome.Failed(failure(rest)));
      case "childCancelled" -> childEnded(subject, new ChildOutcome.Cancelled(rest));
      case "childAsked" -> childAsked(subject, rest);
      case "pause" -> new RunInput.PauseRequested(subject, "somebody");
      case "cancel" -> new RunInput.CancelRequested(subject, "somebody");
      case "stopped" -> new RunInput.CallStopped(new CallId(subject));
      case "lost" -> new RunInput.EffectLost(new CallId(subject));
      case "interrupted" -> new RunInput.Interrupted(subject);
      case "breakpoints" ->
          new RunInput.BreakpointsSet(set(json(line.substring("breakpoints ".length()))));
      case "startDebugged" -> startedDebugged(set(json(subject)), rest);
      case "stride" ->
          new RunInput.StepRequested(
              rest.isEmpty() ? null : new StepId(rest),
              Stride.valueOf(subject.toUpperCase(Locale.ROOT)),
              "somebody");
      case "set" -> stateSet(subject, rest);
      case "steer" -> new RunInput.Steered(new StepId(subject), rest, "somebody");
      case "resume" -> new RunInput.ResumeRequested("somebody");
      case "forked" -> forked(Duration.parse(subject), json(rest));
      default -> throw new IllegalArgumentException("no such command: " + line);
    };
  }

  /** {@code CALL {kind, text, fields, options}}. */
  private static RunInput toolAsked(String call, JsonNode asked) {
    var fields = new LinkedHashMap<String, Field>();
    asked
        .path("fields")
        .properties()
        .forEach(it -> fields.put(it.getKey(), new Field(it.getKey(), it.getValue(), true, null)));
    var options = new ArrayList<String>();
    asked.path("options").forEach(option -> options.add(option.asText()));
    return new RunInput.ToolAsked(
        new CallId(call),
        QuestionKind.valueOf(asked.path("kind").asText("FREE_TEXT")),
        asked.path("text").asText(),
        fields,
        options);
  }

  private RunInput started(String entry, String input) {
    return new RunInput.Started(RUN, new SessionId("session"), entry, json(input), tools, models);
  }

  /** {@code {NAME: VALUE} INPUT}: with published events as context. */
  private RunInput startedWith(JsonNode context, String input) {
    var fetched = new ArrayList<FetchedContext>();
    context
        .properties()
        .forEach(one -> fetched.add(new FetchedContext(one.getKey(), one.getValue(), List.of(7L))));
    return new RunInput.Started(
        RUN,
        new SessionId("session"),
        "default",
        json(input),
        tools,
        models,
        Grant.UNBOUNDED,
        fetched,
        List.of());
  }

  private RunInput startedDebugged(BreakpointSet set, String input) {
    return new RunInput.Started(
        RUN,
        new SessionId("session"),
        "default",
        json(input),
        tools,
        models,
        Grant.UNBOUNDED,
        List.of(),
        List.of(set));
  }

  /** {@code {owner, at: [KIND:AT], condition, hits, log, stops, entry}}; of agent {@code a}. */
  static BreakpointSet set(JsonNode json) {
    var points = new ArrayList<Breakpoint>();
    for (JsonNode at : json.path("at")) {
      String[] words = at.asText().split(":", 2);
      points.add(
          new Breakpoint(
              String.valueOf(points.size() + 1),
              json.path("agent").asText("a"),
              Breakpoint.Kind.valueOf(words[0].toUpperCase(Locale.ROOT)),
              words[1],
              json.path("node").textValue(),
              json.path("condition").textValue(),
              json.path("hits").textValue(),
              json.path("log").textValue()));
    }
    var troubles = new HashSet<BreakpointSet.Trouble>();
    json.path("stops")
        .forEach(
            it ->
                troubles.add(BreakpointSet.Trouble.valueOf(it.asText().toUpperCase(Locale.ROOT))));
    return new BreakpointSet(
        json.path("owner").asText("d"), points, troubles, json.path("entry").asBoolean());
  }

  /** {@code STEP KEY VALUE}. */
  private static RunInput stateSet(String step, String rest) {
    String[] words = rest.split(" ", 2);
    return new RunInput.StateSet(new StepId(step), words[0], json(words[1]), "somebody");
  }

  /** {@code {seq, schema, tags, data}}. */
  static PublishedEvent published(JsonNode json) {
    var tags = new ArrayList<String>();
    json.path("tags").forEach(tag -> tags.add(tag.asText()));
    return new PublishedEvent(
        json.path("seq").asLong(1),
        ScenarioRun.START,
        json.path("schema").textValue(),
        tags,
        json.path("data").isMissingNode() ? JSON.createObjectNode() : json.get("data"));
  }

  /** {@code SHIFT {input, state}}: what was {@code SHIFT} ago goes on as a run of its own. */
  private RunInput forked(Duration shift, JsonNode edits) {
    var state = new LinkedHashMap<String, JsonNode>();
    edits.path("state").properties().forEach(edit -> state.put(edit.getKey(), edit.getValue()));
    return forked(edits.path("input"), state, tools, models, shift);
  }

  static RunInput.Forked forked(
      JsonNode input,
      SequencedMap<String, JsonNode> state,
      SequencedMap<ToolName, ToolTraits> tools,
      SequencedMap<String, ModelTraits> models,
      Duration shift) {
    var parent = new ForkPoint(new SessionId("other"), new RunId("r0"), 7);
    return new RunInput.Forked(parent, input, state, tools, models, shift, List.of());
  }

  /** {@code CALL} or {@code CALL-ATTEMPT}: a child that has made 3 steps for a cent. */
  private static RunInput childEnded(String run, ChildOutcome outcome) {
    var usage = new Usage(3, 1, 100, 50, new BigDecimal("0.01"), 60_000);
    return new RunInput.ChildEnded(callOf(run), child(run), outcome, usage);
  }

  private static RunInput childAsked(String run, String question) {
    List<String> words = List.of(question.split(" ", -1));
    return new RunInput.ChildAsked(
        callOf(run),
        child(run),
        new QuestionId(child(run).value() + "." + words.getFirst()),
        !words.contains("settled"));
  }

  private static RunId child(String run) {
    return new RunId(RUN.value() + "." + run);
  }

  private static CallId callOf(String run) {
    return new CallId(run.split("-", -1)[0]);
  }

  private static RunInput returned(String call, ToolOutcome outcome) {
    return new RunInput.ToolReturned(new CallId(call), outcome);
  }

  /** {@code TEXT*COUNT ...}: each text so many times, one after the other. */
  private static JsonNode repeated(String parts) {
    var text = new StringBuilder();
    for (String part : parts.split(" ", -1)) {
      int star = part.lastIndexOf('*');
      text.repeat(part.substring(0, star), Integer.parseInt(part.substring(star + 1)));
    }
    return JSON.getNodeFactory().textNode(text.toString());
  }

  /** {@code KIND [retryable] [after=PT3S]}. */
  private static Failure failure(String text) {
    List<String> words = List.of(text.split(" ", -1));
    Duration after =
        words.stream()
            .filter(word -> word.startsWith("after="))
            .map(word -> Duration.parse(word.substring(6)))
            .findFirst()
            .orElse(null);
    return new Failure(
        words.getFirst(), "it did not work", words.contains("retryable"), after, null);
  }

  /**
   * {@code "text"} or {@code {text, reasoning, calls: [[id, tool, args]], finish, tokens: [in, out,
   * cost]}}.
   */
  static ModelReply reply(JsonNode json) {
    if (json.isTextual()) {
      return reply(JSON.createObjectNode().set("text", json));
    }
    var calls = new ArrayList<ToolRequest>();
    json.path("calls")
        .forEach(
            call ->
                calls.add(
                    new ToolRequest(
                        call.get(0).textValue(), call.get(1).textValue(), call.get(2))));
    String finish = json.path("finish").asText(calls.isEmpty() ? "stop" : "tool_calls");
    JsonNode tokens = json.path("tokens");
    return new ModelReply(
        json.path("text").textValue(),
        json.path("reasoning").textValue(),
        calls,
        ModelReply.Finish.valueOf(finish.toUpperCase(Locale.ROOT)),
        new ModelReply.Tokens(
            tokens.path(0).asLong(10),
            tokens.path(1).asLong(5),
            tokens.has(2) ? tokens.get(2).decimalValue() : null));
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}

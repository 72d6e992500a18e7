package fermata.lsp.debug;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.client.FermataException;
import fermata.lsp.debug.ValueView.Container;
import fermata.lsp.debug.ValueView.FrameRef;
import fermata.lsp.relay.DaemonLink;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.debug.RunEvaluateParams;
import fermata.wire.method.debug.RunEvaluateResult;
import fermata.wire.method.debug.RunExplainParams;
import fermata.wire.method.debug.RunExplainResult;
import fermata.wire.method.debug.RunPositionResult;
import fermata.wire.method.debug.RunPositionResult.BranchView;
import fermata.wire.method.debug.RunPositionResult.CallView;
import fermata.wire.method.debug.RunStepParams.Stride;
import fermata.wire.method.debug.RunWalkParams;
import fermata.wire.method.debug.StateSetParams;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one editor, one request after another.
 *
 * <p>Confined to the thread of {@link #run}; what followers tell goes through the lock of {@link
 * DebugSession}.
 */
public final class DebugAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(DebugAdapter.class);

  private static final List<String> SCOPES =
      List.of("input", "state", "nodes", "inputs", "item", "usage", "context", "error");

  private static final Map<String, String> TITLES =
      Map.of(
          "input", "Input",
          "state", "State",
          "nodes", "Outputs",
          "inputs", "Given",
          "item", "Item",
          "usage", "Usage",
          "context", "Context",
          "error", "Error");

  private final DapConnection editor;
  private final DebugSession session;
  private final Handles<FrameRef> frames = new Handles<>();
  private final Handles<Container> values = new Handles<>();
  private final Handles<Target> targets = new Handles<>();
  private final Map<Path, SourcePlaces> sources = new HashMap<>();
  private DapConnection.@Nullable Request launching;
  private boolean isConfigured;
  private boolean isOver;

  /** A place to run to. */
  private record Target(SourcePlaces.Stop stop, String agent) {}

  /** Serves over two streams. */
  public DebugAdapter(InputStream in, OutputStream out, DaemonLink daemon) {
    this.editor = new DapConnection(in, out);
    this.session = new DebugSession(daemon, editor);
  }

  /** Serves until the editor leaves; a run that it leaves standing stands. */
  public void run() {
    while (!isOver) {
      Optional<DapConnection.Request> request = editor.read();
      if (request.isEmpty()) {
        vanished();
        return;
      }
      synchronized (session) {
        serve(request.get());
      }
    }
  }

  private void vanished() {
    try {
      synchronized (session) {
        session.leave();
      }
    } catch (FermataException gone) {
      LOG.debug("the daemon is gone too", gone);
    }
  }

  /** The boundary of a request: whatever goes wrong fails it and nothing else. */
  private void serve(DapConnection.Request request) {
    try {
      perform(request, request.arguments());
    } catch (FermataException | IllegalArgumentException refusal) {
      editor.refuse(request, String.valueOf(refusal.getMessage()));
    } catch (RuntimeException bug) {
      LOG.error("request {} met a bug", request.command(), bug);
      editor.refuse(request, "a bug of the debug adapter: " + bug);
    }
  }

  private void perform(DapConnection.Request request, JsonNode arguments) {
    switch (request.command()) {
      case "initialize" -> {
        editor.respond(request, DapAbilities.all());
        editor.tell("initialized", null);
      }
      case "launch", "attach" -> {
        launching = request;
        beginIfReady();
      }
      case "configurationDone" -> {
        isConfigured = true;
        editor.respond(request, null);
        beginIfReady();
      }
      case "setBreakpoints" -> setBreakpoints(request, arguments);
      case "setExceptionBreakpoints" -> {
        session.breakpoints().setStops(arguments.path("filters"));
        editor.respond(request, null);
        session.setBreakpoints();
      }
      case "breakpointLocations" -> locations(request, arguments);
      case "threads" -> threads(request);
      case "stackTrace" -> stack(request, arguments);
      case "scopes" -> scopes(request, arguments);
      case "variables" -> variables(request, arguments);
      case "setVariable" -> setVariable(request, arguments);
      case "evaluate" -> evaluate(request, arguments);
      case "exceptionInfo" -> exception(request, arguments);
      case "loadedSources" -> loaded(request);
      case "gotoTargets" -> targets(request, arguments);
      case "disconnect" -> disconnect(request, arguments);
      case "terminate" -> {
        editor.respond(request, null);
        session.terminate();
      }
      default -> move(request, arguments);
    }
  }

  /** What changes where the run is: answered first, because what it leads to is told as events. */
  private void move(DapConnection.Request request, JsonNode arguments) {
    switch (request.command()) {
      case "continue" -> {
        DebugSession.Branch branch = branch(arguments);
        gone(request, Json.mapper().createObjectNode().put("allThreadsContinued", false));
        session.goOn(branch.run());
      }
      case "next" -> stride(request, arguments, Stride.OVER);
      case "stepIn" -> stride(request, arguments, Stride.IN);
      case "stepOut" -> {
        DebugSession.Branch branch = branch(arguments);
        gone(request, null);
        session.out(branch);
      }
      case "stepBack" -> {
        DebugSession.Branch branch = branch(arguments);
        boolean isFine = arguments.path("granularity").asText().equals("instruction");
        gone(request, null);
        session.back(branch.run(), isFine ? RunWalkParams.Pace.IN : RunWalkParams.Pace.OVER);
      }
      case "reverseContinue" -> {
        DebugSession.Branch branch = branch(arguments);
        gone(request, null);
        session.back(branch.run(), RunWalkParams.Pace.RUN);
      }
      case "pause" -> {
        editor.respond(request, null);
        session.pause();
      }
      case "restartFrame" -> {
        FrameRef frame = frame(arguments.path("frameId").asInt());
        if (frame.step() == null) {
          throw new IllegalArgumentException("the run as a whole cannot be begun again here");
        }
        gone(request, null);
        session.forkBefore(frame.run(), frame.step());
      }
      case "goto" -> {
        Target target =
            targets
                .find(arguments.path("targetId").asInt())
                .orElseThrow(() -> new IllegalArgumentException("there is no such place"));
        DebugSession.Branch branch = branch(arguments);
        gone(request, null);
        session.runTo(branch.run(), target.stop(), target.agent());
      }
      default -> editor.refuse(request, "'" + request.command() + "' is not served");
    }
  }

  private void gone(DapConnection.Request request, @Nullable ObjectNode body) {
    frames.forget();
    values.forget();
    editor.respond(request, body);
  }

  private void stride(DapConnection.Request request, JsonNode arguments, Stride stride) {
    DebugSession.Branch branch = branch(arguments);
    gone(request, null);
    session.stride(branch, stride);
  }

  private DebugSession.Branch branch(JsonNode arguments) {
    return session.branch(arguments.path("threadId").asInt());
  }

  // An editor sends its breakpoints between asking for the run and saying that it is done.
  private void beginIfReady() {
    DapConnection.Request request = launching;
    if (request == null || !isConfigured) {
      return;
    }
    launching = null;
    try {
      if (request.command().equals("launch")) {
        session.launch(request.arguments());
        editor.respond(request, null);
      } else {
        editor.respond(request, null);
        session.attach(request.arguments());
      }
    } catch (FermataException | IllegalArgumentException refusal) {
      editor.refuse(request, String.valueOf(refusal.getMessage()));
      editor.tell("terminated", null);
    }
  }

  private void setBreakpoints(DapConnection.Request request, JsonNode arguments) {
    Path file = Path.of(arguments.path("source").path("path").asText());
    ObjectNode body = object();
    body.set(
        "breakpoints",
        session.breakpoints().set(file, arguments.path("breakpoints"), session.digestOf(file)));
    editor.respond(request, body);
    session.setBreakpoints();
  }

  private void locations(DapConnection.Request request, JsonNode arguments) {
    Path file = Path.of(arguments.path("source").path("path").asText());
    int from = arguments.path("line").asInt();
    int until = arguments.path("endLine").asInt(from);
    ObjectNode body = object();
    ArrayNode found = body.putArray("breakpoints");
    SourcePlaces.read(file)
        .ifPresent(
            places ->
                places
                    .stops(from, until)
                    .keySet()
                    .forEach(line -> found.addObject().put("line", line)));
    editor.respond(request, body);
  }

  private void threads(DapConnection.Request request) {
    ObjectNode body = object();
    ArrayNode threads = body.putArray("threads");
    for (TrackedRun run : session.runs()) {
      if (run.hasEnded && !session.isInPast(run)) {
        continue;
      }
      RunPositionResult there = session.position(run);
      var branches = new LinkedHashSet<String>();
      there.branches().forEach(view -> branches.add(view.branch()));
      if (branches.isEmpty()) {
        branches.add("");
      }
      for (String branch : branches) {
        threads
            .addObject()
            .put("id", session.thread(run, branch))
            .put("name", there.agent() + (branch.isEmpty() ? "" : " " + branch));
      }
    }
    editor.respond(request, body);
  }

  private void stack(DapConnection.Request request, JsonNode arguments) {
    DebugSession.Branch branch = branch(arguments);
    ArrayNode stack = Json.mapper().createArrayNode();
    RunPositionResult there = session.position(branch.run());
    there.branches().stream()
        .filter(view -> view.branch().equals(branch.name()))
        .findFirst()
        .ifPresentOrElse(
            view -> frames(stack, branch.run(), there, view),
            () -> agentFrame(stack, branch.run(), there));
    parents(stack, branch.run());
    int start = arguments.path("startFrame").asInt(0);
    int levels = arguments.path("levels").asInt(0);
    ObjectNode body = object();
    ArrayNode shown = body.putArray("stackFrames");
    int end = levels == 0 ? stack.size() : Math.min(stack.size(), start + levels);
    for (int i = start; i < end; i++) {
      shown.add(stack.get(i));
    }
    body.put("totalFrames", stack.size());
    editor.respond(request, body);
  }

  /** The calls of a step, its turn, its node, the map around it, and the agent. */
  private void frames(ArrayNode stack, TrackedRun run, RunPositionResult there, BranchView view) {
    var ref = new FrameRef(run, view.step(), view.node());
    SourcePlaces places = places(there);
    for (CallView call : view.calls()) {
      if (!call.phase().equals("completed")) {
        frame(
            stack,
            ref,
            "%s %s (%s, %s)".formatted(call.kind(), call.name(), call.call(), call.phase()),
            there,
            places == null ? 1 : places.lineOfCall(view.node()));
      }
    }
    int line = places == null ? 1 : places.lineOf(view.node());
    if (view.turn() != null) {
      frame(stack, ref, "turn " + view.turn(), there, line);
    }
    String index = view.index() == null ? "" : "[" + view.index() + "]";
    frame(
        stack,
        ref,
        "%s%s (%s)".formatted(view.node(), index, view.step() == null ? "waits" : view.step()),
        there,
        line);
    there.branches().stream()
        .filter(outer -> view.within() != null && view.within().equals(outer.step()))
        .forEach(
            outer ->
                frame(
                    stack,
                    new FrameRef(run, outer.step(), outer.node()),
                    "%s (%s)".formatted(outer.node(), outer.step()),
                    there,
                    places == null ? 1 : places.lineOf(outer.node())));
    agentFrame(stack, run, there);
  }

  private void agentFrame(ArrayNode stack, TrackedRun run, RunPositionResult there) {
    frame(stack, new FrameRef(run, null, ""), "agent " + there.agent(), there, 1);
  }

  private void parents(ArrayNode stack, TrackedRun child) {
    TrackedRun parent = child.parent;
    if (parent == null) {
      return;
    }
    RunPositionResult there = session.position(parent);
    there.branches().stream()
        .filter(view -> view.step() != null && view.step().equals(child.parentStep))
        .findFirst()
        .ifPresent(view -> frames(stack, parent, there, view));
    parents(stack, parent);
  }

  private void frame(
      ArrayNode stack, FrameRef ref, String name, RunPositionResult there, int line) {
    Path file = Path.of(there.file());
    ObjectNode frame =
        stack
            .addObject()
            .put("id", frames.of(ref))
            .put("name", name)
            .put("line", line)
            .put("column", 1);
    frame.set("source", source(file));
    frame.put("canRestart", ref.step() != null);
  }

  private static ObjectNode source(Path file) {
    return object().put("name", file.getFileName().toString()).put("path", file.toString());
  }

  /**
   * {@return the lines of the text that the run has; those of the file as it is where it differs}
   */
  private @Nullable SourcePlaces places(RunPositionResult there) {
    Path file = Path.of(there.file());
    SourcePlaces known = sources.get(file);
    if (known == null || !known.digest().equals(there.fileDigest())) {
      SourcePlaces.read(file)
          .filter(now -> known == null || now.digest().equals(there.fileDigest()))
          .ifPresent(now -> sources.put(file, now));
    }
    return sources.get(file);
  }

  private FrameRef frame(int id) {
    return frames
        .find(id)
        .orElseThrow(() -> new IllegalArgumentException("the frame is gone: the run has gone on"));
  }

  private void scopes(DapConnection.Request request, JsonNode arguments) {
    FrameRef frame = frame(arguments.path("frameId").asInt());
    ObjectNode body = object();
    ArrayNode scopes = body.putArray("scopes");
    for (String name : SCOPES) {
      JsonNode value = ask(frame, name).value();
      if (value != null && value.isObject()) {
        ObjectNode scope =
            scopes
                .addObject()
                .put("name", TITLES.getOrDefault(name, name))
                .put(
                    "variablesReference",
                    values.of(new Container(value, name.equals("state"), frame)))
                .put("namedVariables", value.size())
                .put("expensive", false);
        if (name.equals("input")) {
          scope.put("presentationHint", "arguments");
        } else if (name.equals("state")) {
          scope.put("presentationHint", "locals");
        }
      }
    }
    conversation(frame)
        .ifPresent(
            messages ->
                scopes
                    .addObject()
                    .put("name", "Conversation")
                    .put("variablesReference", values.of(new Container(messages, false, frame)))
                    .put("indexedVariables", messages.size())
                    .put("expensive", true));
    editor.respond(request, body);
  }

  private Optional<JsonNode> conversation(FrameRef frame) {
    if (frame.step() == null) {
      return Optional.empty();
    }
    RunExplainResult explained =
        session
            .client()
            .call(
                Methods.RUN_EXPLAIN,
                new RunExplainParams(
                    frame.run().session, frame.run().run, frame.step(), frame.run().position()));
    if (explained.requests().isEmpty()) {
      return Optional.empty();
    }
    ArrayNode messages = Json.mapper().createArrayNode();
    explained
        .requests()
        .getLast()
        .messages()
        .forEach(message -> messages.add(Json.toTree(message)));
    return Optional.of(messages);
  }

  private RunEvaluateResult ask(FrameRef frame, String expression) {
    TrackedRun run = frame.run();
    return session
        .client()
        .call(
            Methods.RUN_EVALUATE,
            new RunEvaluateParams(run.session, run.run, run.position(), frame.step(), expression));
  }

  private Container container(JsonNode arguments) {
    return values
        .find(arguments.path("variablesReference").asInt())
        .orElseThrow(() -> new IllegalArgumentException("the value is gone: the run has gone on"));
  }

  private void variables(DapConnection.Request request, JsonNode arguments) {
    Container container = container(arguments);
    boolean isNone =
        arguments.path("filter").asText().equals("indexed") != container.value().isArray()
            && arguments.has("filter");
    ObjectNode body = object();
    body.set(
        "variables",
        isNone
            ? Json.mapper().createArrayNode()
            : ValueView.members(
                container,
                arguments.path("start").asInt(0),
                arguments.path("count").asInt(0),
                values));
    editor.respond(request, body);
  }

  private void setVariable(DapConnection.Request request, JsonNode arguments) {
    Container container = container(arguments);
    FrameRef frame = container.frame();
    String name = arguments.path("name").asText();
    if (!container.isState()) {
      throw new IllegalArgumentException(
          "only keys of the state can be set (expected: one of State)");
    }
    JsonNode value = valueOf(frame, arguments.path("value").asText());
    ObjectNode body = object();
    ValueView.describe(body, "value", value, frame, values);
    if (session.isInPast(frame.run())) {
      editor.respond(request, body);
      session.fork(frame.run(), object().set(name, value), frame.run().at, true);
      return;
    }
    if (frame.step() == null) {
      throw new IllegalArgumentException("the run is between steps (expected: a step's frame)");
    }
    session
        .client()
        .call(
            Methods.STATE_SET,
            new StateSetParams(
                frame.run().session,
                frame.run().run,
                frame.step(),
                name,
                value,
                UUID.randomUUID().toString()));
    editor.respond(request, body);
  }

  /** JSON as it is, anything else as an expression. */
  private JsonNode valueOf(FrameRef frame, String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException notJson) {
      RunEvaluateResult result = ask(frame, text);
      if (result.value() == null) {
        throw new IllegalArgumentException(result.error());
      }
      return result.value();
    }
  }

  private void evaluate(DapConnection.Request request, JsonNode arguments) {
    FrameRef frame =
        arguments.has("frameId")
            ? frame(arguments.path("frameId").asInt())
            : session
                .root()
                .map(run -> new FrameRef(run, null, ""))
                .orElseThrow(() -> new IllegalArgumentException("there is no run yet"));
    RunEvaluateResult result = ask(frame, arguments.path("expression").asText());
    if (result.value() == null) {
      throw new IllegalArgumentException(result.error());
    }
    ObjectNode body = object();
    ValueView.describe(body, "result", result.value(), frame, values);
    editor.respond(request, body);
  }

  private void exception(DapConnection.Request request, JsonNode arguments) {
    DebugSession.Stop stop =
        session
            .lastStop(branch(arguments).run())
            .orElseThrow(() -> new IllegalArgumentException("nothing is wrong here"));
    ObjectNode body =
        object()
            .put("exceptionId", stop.description())
            .put("breakMode", "always")
            .put("description", stop.text() == null ? stop.description() : stop.text());
    editor.respond(request, body);
  }

  private void loaded(DapConnection.Request request) {
    var files = new LinkedHashSet<Path>();
    session.runs().forEach(run -> files.add(Path.of(session.position(run).file())));
    ObjectNode body = object();
    ArrayNode list = body.putArray("sources");
    files.forEach(file -> list.add(source(file)));
    editor.respond(request, body);
  }

  private void targets(DapConnection.Request request, JsonNode arguments) {
    Path file = Path.of(arguments.path("source").path("path").asText());
    int line = arguments.path("line").asInt();
    ObjectNode body = object();
    ArrayNode found = body.putArray("targets");
    SourcePlaces.read(file)
        .ifPresent(
            places ->
                places
                    .at(line)
                    .ifPresent(
                        stop ->
                            found
                                .addObject()
                                .put("id", targets.of(new Target(stop, places.agent())))
                                .put("label", stop.kind() + " " + stop.at())
                                .put("line", stop.line())));
    editor.respond(request, body);
  }

  private void disconnect(DapConnection.Request request, JsonNode arguments) {
    isOver = true;
    boolean ends =
        arguments.has("terminateDebuggee")
            ? arguments.path("terminateDebuggee").asBoolean()
            : session.isLaunched();
    session.leave();
    if (ends) {
      session.terminate();
    } else if (!arguments.path("suspendDebuggee").asBoolean()) {
      session.goOnAll();
    }
    editor.respond(request, null);
  }

  private static ObjectNode object() {
    return Json.mapper().createObjectNode();
  }
}

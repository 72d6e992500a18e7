package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Node;
import fermata.engine.fold.Joining;
import fermata.engine.run.ElementId;
import fermata.engine.run.Failure;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepStatus;
import fermata.engine.run.TimerId;
import fermata.engine.state.Frame;
import fermata.engine.state.Mapping;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a {@code map} node does: its body once for each element, some at once.
 *
 * <p>The results stand in the order of the list, whichever element came first. What has finished is
 * in the journal, so nothing of it is done again after a crash.
 */
final class MapWork {

  /** The most elements of one list. */
  static final int ELEMENTS_MAX = 100_000;

  private static final String TIMEOUT = "map.timeout";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private MapWork() {}

  static void begin(Course course, Step step, Node.Map node) {
    switch (Expressions.render(node.over(), Scope.of(course, step))) {
      case Expressions.Result.Failed(var failure) -> Steps.fail(course, step, failure);
      case Expressions.Result.Value(var items) -> begin(course, step, items);
    }
  }

  private static void begin(Course course, Step step, JsonNode items) {
    String pointer = "nodes." + step.node().value() + ".over";
    if (!items.isArray()) {
      String message = "'over' is " + Texts.brief(items) + " (expected: a list)";
      Steps.fail(course, step, Failure.at(pointer, "expression.type", message));
    } else if (items.size() > ELEMENTS_MAX) {
      String message = items.size() + " elements (expected: at most " + ELEMENTS_MAX + ")";
      Steps.fail(course, step, Failure.at(pointer, "limit.elements", message));
    } else {
      course.emit(new RunEvent.MapStarted(step.id(), items));
    }
  }

  /** Adds the times at which maps are given up. */
  static void addDeadlines(
      java.util.Map<TimerId, Instant> timers, AgentDefinition definition, RunState state) {
    for (Step step : state.steps().values()) {
      if (step.work() instanceof Step.Work.Going(var mapping)) {
        Duration timeout = definition.node(step.node()).options().timeout();
        if (timeout != null) {
          timers.put(TimerId.map(step.id()), mapping.since().plus(timeout));
        }
      }
    }
  }

  static void progress(Course course, Step step, Mapping mapping) {
    Duration timeout = course.nodeOf(step).options().timeout();
    if (timeout != null && !mapping.since().plus(timeout).isAfter(course.now())) {
      timeOut(course, step, mapping, timeout);
      return;
    }
    if (mapping.running() > 0) {
      finishIdle(course, step);
    }
    Step now = course.state().steps().find(step.id()).orElse(null);
    if (now == null || !Drive.isRunning(course)) {
      return;
    }
    start(course, now);
  }

  private static void timeOut(Course course, Step step, Mapping mapping, Duration timeout) {
    String message =
        "%d of %d elements were done after %d ms"
            .formatted(mapping.done().size(), mapping.items().size(), timeout.toMillis());
    withdrawBody(course, step, TIMEOUT);
    Steps.finish(course, step, StepStatus.TIMEOUT, Failure.of(TIMEOUT, message));
  }

  private static void start(Course course, Step step) {
    int concurrency = ((Node.Map) course.nodeOf(step)).concurrency();
    Mapping mapping = mapping(step);
    int size = mapping.items().size();
    int free = Math.min(concurrency - mapping.running(), size - mapping.started());
    for (int i = 0; i < free; i++) {
      course.emit(new RunEvent.ElementStarted(step.id(), mapping.started() + i));
    }
    if (mapping.done().size() == size) {
      conclude(course, step, mapping);
    }
  }

  private static void finishIdle(Course course, Step step) {
    Set<ElementId> busy = busy(course);
    for (ElementId element : List.copyOf(course.state().flow().frames().asMap().keySet())) {
      boolean isIdle = element.map().equals(step.id()) && !busy.contains(element);
      if (isIdle && course.state().steps().has(step.id())) {
        finish(course, step, element);
      }
    }
  }

  private static Set<ElementId> busy(Course course) {
    var busy = new HashSet<ElementId>();
    course
        .state()
        .steps()
        .values()
        .forEach(step -> step.token().lineage().frames().forEach(frame -> busy.add(frame.id())));
    course
        .state()
        .flow()
        .arrivals()
        .forEach(
            arrival -> arrival.token().lineage().frames().forEach(frame -> busy.add(frame.id())));
    return busy;
  }

  private static void finish(Course course, Step step, ElementId element) {
    Step now = course.state().steps().get(step.id());
    Joining.Joined joined = Joining.atEndOf(course.definition(), course.state(), now, element);
    Conflicts.tell(course, step.id(), joined.rejected());
    if (!joined.rejected().isEmpty()) {
      failed(course, element, joined.rejected().getFirst().failure());
      return;
    }
    JsonNode result = result(course.state().flow().frames().get(element));
    course.emit(new RunEvent.ElementFinished(step.id(), element.index(), result, null));
  }

  private static JsonNode result(Frame frame) {
    ObjectNode result = JSON.objectNode();
    frame.terminals().asMap().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByValue(RunOutput.ORDER))
        .forEach(
            terminal ->
                frame
                    .outputs()
                    .find(terminal.getKey())
                    .ifPresent(outputs -> result.setAll((ObjectNode) outputs)));
    return result;
  }

  /** Ends an element one of whose steps has failed, and the whole step where its policy says so. */
  static void failed(Course course, ElementId element, Failure error) {
    String reason = "element " + element.index() + " failed: " + error.kind();
    for (Step inner : List.copyOf(course.state().steps().values())) {
      if (element.equals(inner.token().frame())) {
        Withdrawal.withdraw(course, inner, reason);
      }
    }
    course.emit(new RunEvent.ElementFinished(element.map(), element.index(), null, error));
    Step map = course.state().steps().get(element.map());
    if (((Node.Map) course.nodeOf(map)).onError() == Node.ElementError.FAIL) {
      failAll(course, map, element, error);
    }
  }

  private static void failAll(Course course, Step map, ElementId element, Failure error) {
    withdrawBody(course, map, "element " + element.index() + " failed: " + error.kind());
    Steps.finish(
        course,
        map,
        StepStatus.FAILURE,
        new Failure(
            error.kind(),
            "element " + element.index() + ": " + error.message(),
            false,
            null,
            error.pointer()));
  }

  private static void withdrawBody(Course course, Step map, String reason) {
    for (Step inner : List.copyOf(course.state().steps().values())) {
      boolean isInside =
          inner.token().frame() != null && map.id().equals(inner.token().frame().map());
      if (isInside) {
        Withdrawal.withdraw(course, inner, reason);
      }
    }
  }

  private static void conclude(Course course, Step step, Mapping mapping) {
    Joining.Joined joined = Joining.ofElements(course.definition(), course.state(), step);
    Conflicts.tell(course, step.id(), joined.rejected());
    if (joined.rejected().isEmpty()) {
      Steps.succeed(course, step, outputs((Node.Map) course.nodeOf(step), mapping));
    } else {
      Steps.fail(course, step, joined.rejected().getFirst().failure());
    }
  }

  private static JsonNode outputs(Node.Map node, Mapping mapping) {
    ArrayNode results = JSON.arrayNode(mapping.done().size());
    ArrayNode errors = JSON.arrayNode();
    List<Mapping.Done> done =
        mapping.done().stream().sorted(Comparator.comparingInt(Mapping.Done::index)).toList();
    for (Mapping.Done one : done) {
      if (one.error() == null) {
        results.add(Objects.requireNonNull(one.result()));
      } else if (node.onError() == Node.ElementError.COLLECT) {
        results.addNull();
        errors
            .addObject()
            .put("index", one.index())
            .put("kind", one.error().kind())
            .put("message", one.error().message());
      }
    }
    ObjectNode outputs = JSON.objectNode().set(Node.Map.RESULTS, results);
    return node.onError() == Node.ElementError.COLLECT
        ? outputs.set(Node.Map.ERRORS, errors)
        : outputs;
  }

  private static Mapping mapping(Step step) {
    if (step.work() instanceof Step.Work.Going(var mapping)) {
      return mapping;
    }
    throw new IllegalStateException("step " + step.id().value() + " goes over no list");
  }
}

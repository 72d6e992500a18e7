package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.model.EventSelector;
import fermata.definition.model.Node;
import fermata.definition.model.Waiting;
import fermata.definition.selector.SelectorForm;
import fermata.engine.fold.Canonical;
import fermata.engine.run.Effect;
import fermata.engine.run.Failure;
import fermata.engine.run.PublishedEvent;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepStatus;
import fermata.engine.run.WaitEnd;
import fermata.engine.state.Step;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a {@code wait} node does. */
final class WaitWork {

  private WaitWork() {}

  static void begin(Course course, Step step, Node.Wait node) {
    switch (node.waiting()) {
      case Waiting.Span(var length) -> waitUntil(course, step, course.now().plus(length));
      case Waiting.Until(var time) -> {
        switch (Expressions.render(time, Scope.of(course, step))) {
          case Expressions.Result.Failed(var failure) -> Steps.fail(course, step, failure);
          case Expressions.Result.Value(var text) -> waitUntil(course, step, text);
        }
      }
      case Waiting.Event(var selector, var since) -> waitFor(course, step, node, selector, since);
    }
  }

  private static void waitUntil(Course course, Step step, JsonNode time) {
    try {
      waitUntil(course, step, OffsetDateTime.parse(time.asText()).toInstant());
    } catch (DateTimeException none) {
      String message =
          "time is " + Texts.brief(time) + " (expected: a timestamp such as 2026-11-21T09:00:00Z)";
      Steps.fail(
          course,
          step,
          Failure.at("nodes." + step.node().value() + ".until", "wait.time", message));
    }
  }

  private static void waitUntil(Course course, Step step, Instant time) {
    course.emit(new RunEvent.WaitStarted(step.id(), time, null));
    if (!time.isAfter(course.now())) {
      course.emit(new RunEvent.WaitEnded(step.id(), WaitEnd.TIME, null));
    }
  }

  private static void waitFor(
      Course course, Step step, Node.Wait node, EventSelector written, Waiting.Since since) {
    String pointer = "nodes." + step.node().value() + ".event";
    switch (Selectors.resolve(written, Scope.of(course, step), pointer)) {
      case Selectors.Resolution.Failed(var failure) -> Steps.fail(course, step, failure);
      case Selectors.Resolution.Resolved(var selector) -> {
        Duration timeout = node.options().timeout();
        var awaited =
            new RunEvent.Awaited(
                (ObjectNode) Canonical.of(SelectorForm.write(selector)),
                written.allowSelf(),
                since(course, since));
        course.emit(
            new RunEvent.WaitStarted(
                step.id(), timeout == null ? null : course.now().plus(timeout), awaited));
        course.perform(new Effect.AwaitEvent(step.id(), awaited));
      }
    }
  }

  private static @Nullable Instant since(Course course, Waiting.Since since) {
    Duration before = since.before();
    if (before != null) {
      return course.now().minus(before);
    }
    return since.isRun() ? course.state().requireOrigin().startedAt() : null;
  }

  static void ended(Course course, Step step, Step.Work.Waited waited) {
    switch (waited.by()) {
      case TIME -> Steps.succeed(course, step, JsonNodeFactory.instance.objectNode());
      case TIMEOUT ->
          Steps.finish(
              course,
              step,
              StepStatus.TIMEOUT,
              Failure.of("wait.timeout", "the event was not published in time"));
      case EVENT -> received(course, step, Objects.requireNonNull(waited.event()));
    }
  }

  /** The event itself, and of its data what the node declares. */
  private static void received(Course course, Step step, PublishedEvent event) {
    var declared = course.nodeOf(step).options().outputs();
    ObjectNode outputs = JsonNodeFactory.instance.objectNode();
    outputs.setAll((ObjectNode) Fields.pick(declared, event.data()));
    outputs.set("event", event.data());
    if (event.schema() != null) {
      outputs.put("schema", event.schema());
    } else {
      outputs.remove("schema");
    }
    ArrayNode tags = outputs.putArray("tags");
    event.tags().forEach(tags::add);
    Fields.check(declared, outputs).stream()
        .findFirst()
        .ifPresentOrElse(
            violation ->
                Steps.fail(
                    course,
                    step,
                    Fields.failure("output.schema", "nodes." + step.node().value(), violation)),
            () -> Steps.succeed(course, step, outputs));
  }
}

package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.definition.model.Node;
import fermata.definition.model.ValueTemplate;
import fermata.engine.run.Effect;
import fermata.engine.run.Failure;
import fermata.engine.run.PublishedEvent;
import fermata.engine.run.RunEvent;
import fermata.engine.state.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * What an {@code emit} node does.
 *
 * <p>The event is published in the commit that stores that it was, so there is no state between the
 * two: after a crash it was published, once, or the step has not begun.
 */
final class EmitWork {

  private EmitWork() {}

  static void begin(Course course, Step step, Node.Emit node) {
    Scope scope = Scope.of(course, step);
    switch (Expressions.members(node.data(), scope)) {
      case Expressions.Result.Failed(var failure) -> Steps.fail(course, step, failure);
      case Expressions.Result.Value(var data) -> {
        switch (Expressions.render(new ValueTemplate.Items(node.tags()), scope)) {
          case Expressions.Result.Failed(var failure) -> Steps.fail(course, step, failure);
          case Expressions.Result.Value(var tags) -> publish(course, step, node, data, tags);
        }
      }
    }
  }

  private static void publish(
      Course course, Step step, Node.Emit node, JsonNode data, JsonNode given) {
    int units = data.toString().length();
    if (units > PublishedEvent.DATA_UNITS_MAX) {
      String message =
          "data has " + units + " characters (expected: <= " + PublishedEvent.DATA_UNITS_MAX + ")";
      fail(course, step, "data", message);
      return;
    }
    var tags = new ArrayList<String>();
    for (JsonNode tag : given) {
      if (!tag.isTextual() || !isTag(tag.textValue())) {
        String expected =
            " (expected: a text of 1 to " + PublishedEvent.TAG_UNITS_MAX + " characters)";
        fail(course, step, "tags", "a tag is " + Texts.brief(tag) + expected);
        return;
      }
      tags.add(tag.textValue());
    }
    publish(course, step, node, data, tags);
  }

  private static boolean isTag(String text) {
    return !text.isEmpty() && text.length() <= PublishedEvent.TAG_UNITS_MAX;
  }

  private static void publish(
      Course course, Step step, Node.Emit node, JsonNode data, List<String> tags) {
    course.emit(new RunEvent.EventEmitted(step.id(), node.schema(), tags, data));
    course.perform(new Effect.Publish(step.id(), step.node(), node.schema(), tags, data));
  }

  static void emitted(Course course, Step step) {
    Steps.succeed(course, step, JsonNodeFactory.instance.objectNode());
  }

  private static void fail(Course course, Step step, String key, String message) {
    String pointer = "nodes." + step.node().value() + "." + key;
    Steps.fail(course, step, Failure.at(pointer, "event.invalid", message));
  }
}

package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.NodeId;
import fermata.engine.run.Failure;
import java.util.List;
import java.util.Optional;

/** The images that go with a prompt. What they show is read when the model is asked. */
final class Images {

  /** The most that go with one prompt. */
  static final int IMAGES_MAX = 20;

  private Images() {}

  /** {@return the references of a value, which is one of them or a list} */
  static List<String> of(JsonNode value) {
    return value.isTextual()
        ? List.of(value.textValue())
        : value.valueStream().filter(JsonNode::isTextual).map(JsonNode::textValue).toList();
  }

  /** {@return why a value names no images, where it does not} */
  static Optional<Failure> obstacle(NodeId node, JsonNode value) {
    boolean isList = value.isArray() && value.valueStream().allMatch(JsonNode::isTextual);
    String pointer = "nodes." + node.value() + ".images";
    if (!value.isTextual() && !isList) {
      String message =
          "'images' is " + Texts.brief(value) + " (expected: a path, or a list of paths)";
      return Optional.of(Failure.at(pointer, "expression.type", message));
    }
    return value.size() > IMAGES_MAX
        ? Optional.of(
            Failure.at(
                pointer,
                "limit.images",
                value.size() + " images (expected: at most " + IMAGES_MAX + ")"))
        : Optional.empty();
  }
}

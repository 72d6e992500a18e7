package fermata.definition.check.join;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.keys.Pointers;
import fermata.definition.model.NodeId;
import fermata.definition.text.Span;
import java.util.stream.Stream;

/** Where the parts of a join stand. */
final class JoinPlaces {

  private JoinPlaces() {}

  /** {@return the place of the number of branches that a node waits for} */
  static Span count(CheckContext context, NodeId node) {
    String join = Pointers.key(Pointers.key("nodes", node.value()), "join");
    return Stream.of(join + ".count", join + ".wait.count", join + ".wait", join)
        .flatMap(pointer -> Stream.ofNullable(context.index().places().find(pointer)))
        .findFirst()
        .orElse(Span.at(0));
  }
}

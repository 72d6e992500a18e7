package fermata.definition.keys;

import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.keys.PlacedTree.PlacedName;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlNode.Sequence;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lays the table over one tree. Confined to one thread: made for one walk. */
final class TreeWalk {

  private final List<PlacedValue> values = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private final List<PlacedName> names = new ArrayList<>();
  private final List<Span> tooDeep = new ArrayList<>();

  /** Where the walk is: what a value inherits from the way to it. */
  private record Position(
      String pointer,
      Span keySpan,
      Shape shape,
      ScopeKind scope,
      String owner,
      KeyContext context,
      @Nullable Key key,
      int depth) {

    Position below(String newPointer, Span span, Shape newShape) {
      return new Position(newPointer, span, newShape, scope, owner, context, key, depth + 1);
    }

    Position ownedBy(String node) {
      return new Position(pointer, keySpan, shape, scope, node, context, key, depth);
    }

    Position at(KeyContext newContext, Key newKey) {
      ScopeKind newScope = newKey.scope() == ScopeKind.NONE ? scope : newKey.scope();
      return new Position(pointer, keySpan, shape, newScope, owner, newContext, newKey, depth);
    }
  }

  PlacedTree walk(YamlNode root, KeyContext context) {
    var shape = new Shape.Keys(context);
    visit(
        root,
        new Position(
            "", Span.at(root.span().start()), shape, ScopeKind.NONE, "", context, null, 0));
    return new PlacedTree(values, blocks, names, tooDeep);
  }

  /** The body of Markdown is the system message of the only node. */
  PlacedTree walkMarkdown(YamlNode.Sequence parts, MarkdownDialect dialect) {
    walk(parts.items().getFirst(), dialect.context());
    YamlNode body = parts.items().getLast();
    if (body instanceof YamlNode.Absent) {
      return new PlacedTree(values, blocks, names, tooDeep);
    }
    var system = KeyCatalogue.find(KeyContext.NODE_LLM, "system").orElseThrow();
    var form = dialect.hasExpressions() ? TextForm.TEMPLATE : TextForm.PLAIN;
    visit(
        body,
        new Position(
            MarkdownDialect.BODY_POINTER,
            Span.at(body.span().start()),
            new Shape.Text(form),
            ScopeKind.NODE,
            MarkdownDialect.NODE,
            KeyContext.NODE_LLM,
            system,
            1));
    return new PlacedTree(values, blocks, names, tooDeep);
  }

  private void visit(YamlNode found, Position position) {
    YamlNode node = YamlValues.resolved(found);
    if (position.depth() > PlacedTree.DEPTH_MAX) {
      tooDeep.add(position.keySpan());
      return;
    }
    // One more than is allowed, which tells that there are too many.
    if (values.size() > PlacedTree.VALUES_MAX) {
      return;
    }
    Shape shape = choose(position.shape(), node);
    values.add(
        new PlacedValue(
            position.pointer(),
            position.keySpan(),
            node,
            position.shape(),
            shape,
            position.scope(),
            position.owner(),
            position.context(),
            position.key()));
    enter(node, shape, position);
  }

  private void enter(YamlNode node, Shape shape, Position position) {
    switch (shape) {
      case Shape.Keys(var context) when node instanceof Mapping mapping ->
          enterBlock(mapping, context, position);
      case Shape.NodeBody() when node instanceof Mapping mapping ->
          enterBlock(mapping, NodeKinds.contextOf(mapping), position);
      case Shape.Names names when node instanceof Mapping mapping ->
          enterNames(mapping, names, position);
      case Shape.Items(var item) when node instanceof Sequence sequence ->
          enterItems(sequence, item, position);
      case Shape.Literal _, Shape.Computed _ -> enterFree(node, shape, position);
      case Shape.Keys _,
          Shape.NodeBody _,
          Shape.Names _,
          Shape.Items _,
          Shape.Text _,
          Shape.Choice _,
          Shape.Whole _,
          Shape.Decimal _,
          Shape.Flag _,
          Shape.Either _ -> {}
    }
  }

  private void enterBlock(Mapping mapping, KeyContext context, Position position) {
    List<Entry> entries = YamlValues.entries(mapping);
    Position here = position.ownedBy(owner(context, entries, position));
    blocks.add(new Block(context, position.pointer(), whole(mapping, position), mapping, entries));
    for (Entry entry : entries) {
      Optional<Key> key = KeyCatalogue.find(context, entry.keyText());
      if (key.isPresent()) {
        String pointer = Pointers.key(position.pointer(), entry.keyText());
        Position below = here.below(pointer, entry.key().span(), key.get().shape());
        visit(entry.value(), below.at(context, key.get()));
      }
    }
  }

  private static Span whole(Mapping mapping, Position position) {
    boolean isItem = position.pointer().endsWith("]") || position.pointer().isEmpty();
    return isItem && !mapping.entries().isEmpty()
        ? mapping.entries().getFirst().key().span()
        : position.keySpan();
  }

  /** An edge belongs to its source, and a rule about tools to what it is about. */
  private static String owner(KeyContext context, List<Entry> entries, Position position) {
    if (context == KeyContext.EDGE) {
      return text(entries, "from");
    }
    return context == KeyContext.APPROVAL_RULE ? text(entries, "tool") : position.owner();
  }

  private static String text(List<Entry> entries, String key) {
    for (Entry entry : entries) {
      if (entry.keyText().equals(key)
          && YamlValues.resolved(entry.value()) instanceof YamlNode.Scalar scalar) {
        return scalar.text();
      }
    }
    return "";
  }

  private void enterNames(Mapping mapping, Shape.Names shape, Position position) {
    boolean isOwner = isOwner(shape.value());
    for (Entry entry : YamlValues.entries(mapping)) {
      String name = entry.keyText();
      String pointer = Pointers.key(position.pointer(), name);
      Position below = position.below(pointer, entry.key().span(), shape.value());
      if (position.key() != null) {
        names.add(new PlacedName(pointer, entry, shape.name(), position.key(), position.owner()));
      }
      visit(entry.value(), isOwner ? below.ownedBy(name) : below);
    }
  }

  private static boolean isOwner(Shape shape) {
    return shape instanceof Shape.NodeBody
        || (shape instanceof Shape.Keys(var context) && context == KeyContext.TOOL_DECLARATION);
  }

  private void enterItems(Sequence sequence, Shape item, Position position) {
    int index = 0;
    for (YamlNode node : sequence.items()) {
      String pointer = Pointers.item(position.pointer(), index++);
      visit(node, position.below(pointer, node.span(), item));
    }
  }

  private void enterFree(YamlNode node, Shape shape, Position position) {
    if (node instanceof Sequence sequence) {
      enterItems(sequence, shape, position);
    } else if (node instanceof Mapping mapping) {
      for (Entry entry : YamlValues.entries(mapping)) {
        String pointer = Pointers.key(position.pointer(), entry.keyText());
        visit(entry.value(), position.below(pointer, entry.key().span(), shape));
      }
    }
  }

  private static Shape choose(Shape shape, YamlNode node) {
    if (!(shape instanceof Shape.Either(var shapes))) {
      return shape;
    }
    for (Shape alternative : shapes) {
      if (holds(alternative, node)) {
        return alternative;
      }
    }
    return shape;
  }

  /** Whether a shape is about values of the node's form, whatever else it demands of them. */
  private static boolean holds(Shape shape, YamlNode node) {
    return switch (shape) {
      case Shape.Text _, Shape.Decimal _, Shape.Flag _ -> node instanceof YamlNode.Scalar;
      // No word of a choice is a number, so that a choice may stand beside one.
      case Shape.Choice _ ->
          node instanceof YamlNode.Scalar && NodeForm.of(node) != NodeForm.INTEGER;
      case Shape.Whole _ -> NodeForm.of(node) == NodeForm.INTEGER;
      case Shape.Items _ -> node instanceof Sequence;
      case Shape.Names _, Shape.Keys _, Shape.NodeBody _ -> node instanceof Mapping;
      case Shape.Literal _, Shape.Computed _, Shape.Either _ -> true;
    };
  }
}

package fermata.definition.assist;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.index.Declaration;
import fermata.definition.index.ExpressionSite;
import fermata.definition.keys.Key;
import fermata.definition.keys.KeyCatalogue;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.keys.PlacedTree.PlacedName;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.load.ReadAgent;
import fermata.definition.model.NodeId;
import fermata.definition.model.ToolName;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;
import java.util.Optional;
import java.util.stream.Stream;

/** Says what stands at a place of a definition. Total. */
public final class Hovers {

  private final ReadAgent agent;
  private final int offset;

  private Hovers(ReadAgent agent, int offset) {
    this.agent = agent;
    this.offset = offset;
  }

  /** {@return what there is to say of what stands at an offset} */
  public static Optional<Hover> at(ReadAgent agent, int offset) {
    var hovers = new Hovers(agent, offset);
    return Stream.<java.util.function.Supplier<Optional<Hover>>>of(
            hovers::expression, hovers::symbol, hovers::key, hovers::argument, hovers::value)
        .flatMap(part -> part.get().stream())
        .findFirst();
  }

  private Optional<Hover> expression() {
    Optional<ExpressionSite> site = agent.index().findExpressionAt(offset);
    return site.flatMap(found -> new ExpressionHover(agent, found).at(offset));
  }

  /** Names that the author chose, where they are declared and where they are mentioned. */
  private Optional<Hover> symbol() {
    Optional<Span> place =
        Stream.concat(
                agent.index().references().stream()
                    .filter(found -> found.span().touches(offset))
                    .map(found -> found.span()),
                agent.index().declarations().stream()
                    .filter(found -> found.name().touches(offset) && isNamed(found))
                    .map(Declaration::name))
            .findFirst();
    return place.flatMap(
        span ->
            agent
                .index()
                .findSymbolAt(offset)
                .flatMap(symbol -> new SymbolText(agent).of(symbol))
                .map(text -> new Hover(span, text)));
  }

  /** The form of a question declares outputs at keys of the language, which are more telling. */
  private boolean isNamed(Declaration declaration) {
    return agent.source().slice(declaration.name()).contains(declaration.symbol().name());
  }

  private Optional<Hover> key() {
    for (Block block : agent.written().blocks()) {
      for (YamlNode.Entry entry : block.entries()) {
        if (entry.key().span().touches(offset)) {
          Optional<Key> key = KeyCatalogue.find(block.context(), entry.keyText());
          return key.map(
              found ->
                  new Hover(
                      entry.key().span(),
                      "**"
                          + found.name()
                          + "** · key of "
                          + block.context().title()
                          + "\n\n"
                          + KeyText.of(found)));
        }
      }
    }
    return Optional.empty();
  }

  /** A name below {@code args}: an argument of the tool that the node calls. */
  private Optional<Hover> argument() {
    for (PlacedName name : agent.layout().names()) {
      boolean isArgument =
          name.within().name().equals("args") && name.entry().key().span().touches(offset);
      if (isArgument) {
        return schemaOf(name)
            .map(schema -> new Hover(name.entry().key().span(), text(name, schema)));
      }
    }
    return Optional.empty();
  }

  private Optional<JsonNode> schemaOf(PlacedName name) {
    var node =
        agent.definition() == null || !NodeId.isValid(name.owner())
            ? null
            : agent.definition().nodes().get(new NodeId(name.owner()));
    return node instanceof fermata.definition.model.Node.Tool tool
        ? agent
            .tools()
            .find(tool.tool())
            .map(found -> found.input().path("properties").path(name.entry().keyText()))
            .filter(schema -> !schema.isMissingNode())
        : Optional.empty();
  }

  private static String text(PlacedName name, JsonNode schema) {
    return "**" + name.entry().keyText() + "** · argument\n\n" + SchemaText.of(schema, false);
  }

  private Optional<Hover> value() {
    return agent.layout().values().stream()
        .filter(value -> value.node() instanceof YamlNode.Scalar)
        .filter(value -> value.node().span().touches(offset))
        .flatMap(value -> text(value).stream())
        .findFirst();
  }

  private Optional<Hover> text(PlacedValue value) {
    var scalar = (YamlNode.Scalar) value.node();
    Optional<String> text =
        switch (value.shape()) {
          case Shape.Choice(var options) ->
              options.stream()
                  .filter(option -> option.word().equals(scalar.text()))
                  .findFirst()
                  .map(option -> "**" + option.word() + "**\n\n" + option.doc());
          case Shape.Text(var form) when form == TextForm.TOOL_PATTERN -> pattern(scalar.text());
          case Shape _ -> Optional.empty();
        };
    return text.map(found -> new Hover(scalar.span(), found));
  }

  private Optional<String> pattern(String text) {
    Optional<String> tool =
        ToolName.isValid(text)
            ? agent.tools().find(new ToolName(text)).map(ToolText::of)
            : Optional.empty();
    return tool.isPresent() || !text.endsWith("*")
        ? tool
        : Optional.of(PatternText.of(text, agent.tools()));
  }
}

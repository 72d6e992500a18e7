package fermata.lsp.feature;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import fermata.definition.graph.Drawing;
import fermata.definition.graph.Picture;
import fermata.definition.graph.SvgDrawing;
import fermata.definition.index.Symbol;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Edge;
import fermata.definition.model.Field;
import fermata.definition.text.Span;
import fermata.lsp.convert.Places;
import fermata.lsp.document.DocumentSnapshot;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.Position;
import org.jspecify.annotations.Nullable;

/**
 * What panels show of a document: its graph as it is drawn, and what a run of it wants as input.
 *
 * <p>Both are of the text as it is, whatever its problems; a text that is no definition at all has
 * neither. Stateless.
 */
public final class PictureFeature {

  /** {@return boxes and ways with their places in the drawing and in the text; null for none} */
  public @Nullable JsonElement graph(DocumentSnapshot document) {
    return Optional.ofNullable(document.analysis().definition())
        .flatMap(
            known ->
                Drawing.of(Picture.of(known))
                    .map(drawing -> graph(document, known.edges(), drawing)))
        .orElse(null);
  }

  /** {@return the graph as an SVG document, as {@code fermata graph} writes it; null for none} */
  public @Nullable JsonElement svg(DocumentSnapshot document) {
    return Optional.ofNullable(document.analysis().definition())
        .flatMap(known -> SvgDrawing.draw(Picture.of(known)))
        .map(
            text -> {
              var svg = new JsonObject();
              svg.addProperty("svg", text);
              return svg;
            })
        .orElse(null);
  }

  private static JsonObject graph(DocumentSnapshot document, List<Edge> edges, Drawing drawing) {
    var graph = new JsonObject();
    graph.addProperty("name", drawing.name());
    graph.addProperty("version", document.version());
    graph.addProperty("margin", drawing.margin());
    graph.addProperty("width", drawing.width());
    graph.addProperty("height", drawing.height());
    var nodes = new JsonArray();
    drawing.boxes().forEach(box -> nodes.add(node(document, box)));
    graph.add("nodes", nodes);
    var ways = new JsonArray();
    for (int i = 0; i < drawing.ways().size(); i++) {
      // The ways of the edges come first; behind them are those into the bodies of maps.
      ways.add(way(document, i < edges.size() ? edges.get(i) : null, drawing.ways().get(i)));
    }
    graph.add("edges", ways);
    return graph;
  }

  private static JsonObject node(DocumentSnapshot document, Drawing.DrawnBox box) {
    var node = new JsonObject();
    node.addProperty("id", box.id());
    node.addProperty("kind", box.kind());
    node.addProperty("caption", box.caption());
    node.addProperty("terminal", box.isTerminal());
    node.addProperty("x", box.left());
    node.addProperty("y", box.top());
    node.addProperty("width", box.width());
    node.addProperty("height", box.height());
    document
        .reading()
        .index()
        .findDeclaration(Symbol.node(box.id()))
        .ifPresent(found -> node.add("range", range(document, found.name())));
    return node;
  }

  private static JsonObject way(
      DocumentSnapshot document, @Nullable Edge edge, Drawing.DrawnWay drawn) {
    var way = new JsonObject();
    way.addProperty("from", drawn.from());
    way.addProperty("to", drawn.to());
    way.addProperty("on", drawn.style());
    way.addProperty("words", drawn.words());
    way.addProperty("path", drawn.path());
    way.addProperty("turned", drawn.isTurned());
    way.addProperty("x", drawn.left());
    way.addProperty("y", drawn.top());
    Optional.ofNullable(edge)
        .flatMap(known -> document.reading().index().findPlace(known.pointer()))
        .ifPresent(span -> way.add("range", range(document, span)));
    return way;
  }

  private static JsonObject range(DocumentSnapshot document, Span span) {
    var range = new JsonObject();
    range.add("start", position(Places.position(document, span.start())));
    range.add("end", position(Places.position(document, span.end())));
    return range;
  }

  private static JsonObject position(Position position) {
    var place = new JsonObject();
    place.addProperty("line", position.getLine());
    place.addProperty("character", position.getCharacter());
    return place;
  }

  /** {@return the agent's name, entry points and input fields; null for none} */
  public @Nullable JsonElement agent(DocumentSnapshot document) {
    AgentDefinition definition = document.analysis().definition();
    if (definition == null) {
      return null;
    }
    var agent = new JsonObject();
    agent.addProperty("name", definition.name().value());
    agent.addProperty("description", definition.description());
    agent.addProperty("usable", document.analysis().isUsable());
    var input = new JsonObject();
    definition.input().forEach((name, field) -> input.add(name, field(field)));
    agent.add("input", input);
    var entries = new JsonArray();
    definition.entries().keySet().forEach(entries::add);
    agent.add("entries", entries);
    return agent;
  }

  private static JsonObject field(Field field) {
    var wire = new JsonObject();
    wire.add("schema", JsonParser.parseString(field.schema().toString()));
    wire.addProperty("required", field.required());
    String description = field.schema().path("description").textValue();
    if (description != null) {
      wire.addProperty("description", description);
    }
    if (field.defaultValue() != null) {
      wire.add("defaultValue", JsonParser.parseString(field.defaultValue().toString()));
    }
    return wire;
  }
}

package fermata.definition.graph;

import fermata.definition.model.EdgeTrigger;
import java.util.Optional;

/**
 * A picture as SVG, in the colours that the reader prefers, light or dark.
 *
 * <p>It holds no script and loads nothing. Pointing at a node or a way tells all of its words.
 */
public final class SvgDrawing {

  private final Picture picture;
  private final Layers layers;
  private final Placement placement;
  private final StringBuilder text = new StringBuilder();

  private SvgDrawing(Picture picture, Layers layers) {
    this.picture = picture;
    this.layers = layers;
    this.placement = new Placement(picture, layers);
  }

  /** {@return the document; absent where the graph is too large to be laid out} */
  public static Optional<String> draw(Picture picture) {
    return Layers.of(picture).map(layers -> new SvgDrawing(picture, layers).document());
  }

  private String document() {
    int width = placement.width();
    int height = placement.height();
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %1$d"
            + " %2$d\" role=\"img\" aria-label=\"%s\">",
        width, height, escaped("graph of " + picture.name()));
    text.append(SvgStyle.TEXT);
    add("<rect class=\"page\" width=\"%d\" height=\"%d\" rx=\"10\"/>", width, height);
    add("<g transform=\"translate(%d %d)\">", Placement.margin(), Placement.margin());
    for (int way = 0; way < picture.ways().size(); way++) {
      drawWay(way);
    }
    layers.rows().forEach(row -> row.forEach(this::drawElement));
    add("</g>");
    add("</svg>");
    return text.toString();
  }

  private void drawElement(Element element) {
    switch (element.kind) {
      case BOX -> drawBox(element);
      case LABEL -> drawLabel(element);
      case BEND -> {}
    }
  }

  private void drawLabel(Element element) {
    Placement.Area area = placement.label(element);
    add(
        "<rect class=\"page\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\"/>",
        area.left(), area.top(), area.width(), area.height());
    add(
        "<text class=\"words %s\" x=\"%d\" y=\"%d\">%s</text>",
        styleOf(picture.ways().get(element.number).on()),
        element.centre(),
        area.top() + 13,
        escaped(placement.words(element.number)));
  }

  private void drawBox(Element element) {
    Picture.Box box = picture.boxes().get(element.number);
    Placement.Area area = placement.box(element);
    int left = area.left();
    int top = area.top();
    int width = area.width();
    String kind = box.kind();
    add("<g><title>%s</title>", escaped(box.id() + ": " + box.caption()));
    rectangle("box" + (box.isTerminal() ? " last" : ""), left, top, width);
    add(
        "<rect class=\"kind %s\" x=\"%d\" y=\"%d\" width=\"4\" height=\"%d\" rx=\"2\"/>",
        kind, left + 6, top + 8, Placement.BOX_HEIGHT - 16);
    int middle = left + width / 2 + 3;
    add(
        "<text class=\"name\" x=\"%d\" y=\"%d\">%s</text>",
        middle, top + 20, escaped(Words.cut(box.id(), Placement.NAME_MAX)));
    add(
        "<text class=\"caption\" x=\"%d\" y=\"%d\">%s</text>",
        middle, top + 36, escaped(Words.cut(box.caption(), Placement.NAME_MAX)));
    add("</g>");
  }

  private void rectangle(String style, int left, int top, int width) {
    add(
        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\"/>",
        style, left, top, width, Placement.BOX_HEIGHT);
  }

  private void drawWay(int number) {
    Picture.Way way = picture.ways().get(number);
    String said = way.occasion();
    String title =
        picture.boxes().get(way.from()).id()
            + " → "
            + picture.boxes().get(way.to()).id()
            + (said.isEmpty() ? "" : ": " + said);
    add("<g class=\"%s\"><title>%s</title>", styleOf(way.on()), escaped(title));
    if (way.isLoop()) {
      drawLoop(number);
    } else {
      drawPath(number);
    }
    add("</g>");
  }

  private void drawPath(int number) {
    String end = placement.isTurned(number) ? "marker-start" : "marker-end";
    String arrow = "arrow-" + styleOf(picture.ways().get(number).on());
    add("<path d=\"%s\" %s=\"url(#%s)\"/>", placement.path(number), end, arrow);
  }

  private void drawLoop(int number) {
    Picture.Way way = picture.ways().get(number);
    String style = styleOf(way.on());
    add("<path d=\"%s\" marker-end=\"url(#arrow-%s)\"/>", placement.path(number), style);
    Placement.Area box = placement.box(placement.boxOf(way.from()));
    add(
        "<text class=\"words aside %s\" x=\"%d\" y=\"%d\">%s</text>",
        style,
        box.left() + box.width() + Placement.LOOP - 4,
        box.top() + Placement.BOX_HEIGHT / 2 + 4,
        escaped(Placement.words(way)));
  }

  static String styleOf(EdgeTrigger trigger) {
    return switch (trigger) {
      case SUCCESS -> "success";
      case FAILURE -> "failure";
      case TIMEOUT -> "timeout";
      case DENIED -> "denied";
      case ALWAYS -> "always";
    };
  }

  // The annotation that the compiler would check the forms by is in no library of ours.
  @SuppressWarnings("AnnotateFormatMethod")
  private void add(String form, Object... values) {
    text.append(form.formatted(values)).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}

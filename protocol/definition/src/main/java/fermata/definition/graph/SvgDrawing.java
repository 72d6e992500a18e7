package fermata.definition.graph;

import fermata.definition.model.EdgeTrigger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A picture as SVG, in the colours that the reader prefers, light or dark.
 *
 * <p>It holds no script and loads nothing. Pointing at a node or a way tells all of its words.
 */
public final class SvgDrawing {

  private static final int MARGIN = 24;
  private static final int BOX_HEIGHT = 46;
  private static final int LABEL_HEIGHT = 18;
  private static final int GAP = 28;

  /** The height of the space between two layers, which grows with how far ways go sideways. */
  private static final int CHANNEL_MIN = 22;

  private static final int CHANNEL_MAX = 64;
  private static final int NAME_MAX = 36;
  private static final int WORDS_MAX = 34;
  private static final int LOOP = 34;

  /** The advance of a character of 13 and of 11 pixels, in hundredths of a pixel. */
  private static final int WIDTH_13 = 785;

  private static final int WIDTH_11 = 665;

  private final Picture picture;
  private final Layers layers;
  private final StringBuilder text = new StringBuilder();
  private final int[] tops;
  private final Map<Integer, List<Link>> linksOfWay = new HashMap<>();

  private SvgDrawing(Picture picture, Layers layers) {
    this.picture = picture;
    this.layers = layers;
    this.tops = new int[layers.rows().size() + 1];
    layers.links().forEach(link -> linksOf(link.way).add(link));
  }

  private List<Link> linksOf(int way) {
    return linksOfWay.computeIfAbsent(way, _ -> new ArrayList<>());
  }

  /** {@return the document; absent where the graph is too large to be laid out} */
  public static Optional<String> draw(Picture picture) {
    return Layers.of(picture).map(layers -> new SvgDrawing(picture, layers).document());
  }

  private String document() {
    place();
    int width = layers.width() + 2 * MARGIN;
    int height = tops[tops.length - 1] + 2 * MARGIN;
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %1$d"
            + " %2$d\" role=\"img\" aria-label=\"%s\">",
        width, height, escaped("graph of " + picture.name()));
    text.append(SvgStyle.TEXT);
    add("<rect class=\"page\" width=\"%d\" height=\"%d\" rx=\"10\"/>", width, height);
    add("<g transform=\"translate(%d %d)\">", MARGIN, MARGIN);
    for (int way = 0; way < picture.ways().size(); way++) {
      drawWay(way);
    }
    layers.rows().forEach(row -> row.forEach(this::drawElement));
    add("</g>");
    add("</svg>");
    return text.toString();
  }

  private void place() {
    for (List<Element> row : layers.rows()) {
      for (Element element : row) {
        element.inset = element.isBox() ? loopWidth(element.number) : 0;
        element.width = width(element) + 2 * element.inset;
      }
    }
    Spacing.place(layers.rows(), GAP);
    new Ports(14, 16).set(layers.links());
    for (int rank = 0; rank < layers.rows().size(); rank++) {
      tops[rank + 1] = tops[rank] + height(rank) + channelHeight(rank);
    }
  }

  private int width(Element element) {
    return switch (element.kind) {
      case BEND -> 1;
      case LABEL -> widthOf(words(element.number), WIDTH_11) + 10;
      case BOX -> {
        Picture.Box box = picture.boxes().get(element.number);
        int name = widthOf(Words.cut(box.id(), NAME_MAX), WIDTH_13);
        int caption = widthOf(Words.cut(box.caption(), NAME_MAX), WIDTH_11);
        int ports = 16 * Math.max(element.above.size(), element.below.size()) + 28;
        yield Math.max(Math.max(name, caption) + 34, ports);
      }
    };
  }

  /** A way back to its own node is drawn beside the box; the other side keeps the balance. */
  private int loopWidth(int box) {
    return picture.ways().stream()
        .filter(way -> way.isLoop() && way.from() == box)
        .mapToInt(way -> LOOP + widthOf(words(way), WIDTH_11))
        .max()
        .orElse(0);
  }

  private static int widthOf(String words, int hundredths) {
    return (Words.columns(words) * hundredths + 99) / 100;
  }

  private int height(int rank) {
    return layers.rows().get(rank).stream().mapToInt(SvgDrawing::height).max().orElse(0);
  }

  private static int height(Element element) {
    return switch (element.kind) {
      case BOX -> BOX_HEIGHT;
      case LABEL -> LABEL_HEIGHT;
      case BEND -> 0;
    };
  }

  private int channelHeight(int rank) {
    if (rank == layers.rows().size() - 1) {
      return 0;
    }
    int sideways =
        layers.linksBelow(rank).stream()
            .mapToInt(link -> Math.abs(link.upperX - link.lowerX))
            .max()
            .orElse(0);
    return Math.min(CHANNEL_MAX, CHANNEL_MIN + sideways / 6);
  }

  private String words(int way) {
    return words(picture.ways().get(way));
  }

  private static String words(Picture.Way way) {
    return Words.cut(way.words(), WORDS_MAX);
  }

  private void drawElement(Element element) {
    switch (element.kind) {
      case BOX -> drawBox(element);
      case LABEL -> drawLabel(element);
      case BEND -> {}
    }
  }

  private void drawLabel(Element element) {
    int top = tops[element.rank] + (height(element.rank) - LABEL_HEIGHT) / 2;
    add(
        "<rect class=\"page\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\"/>",
        element.left, top, element.width, LABEL_HEIGHT);
    add(
        "<text class=\"words %s\" x=\"%d\" y=\"%d\">%s</text>",
        styleOf(picture.ways().get(element.number).on()),
        element.centre(),
        top + 13,
        escaped(words(element.number)));
  }

  private void drawBox(Element element) {
    Picture.Box box = picture.boxes().get(element.number);
    int left = element.left + element.inset;
    int top = tops[element.rank];
    int width = element.width - 2 * element.inset;
    String kind = box.kind();
    add("<g><title>%s</title>", escaped(box.id() + ": " + box.caption()));
    rectangle("box" + (box.isTerminal() ? " last" : ""), left, top, width);
    add(
        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"4\" height=\"%d\" rx=\"2\"/>",
        kind, left + 6, top + 8, BOX_HEIGHT - 16);
    int middle = left + width / 2 + 3;
    add(
        "<text class=\"name\" x=\"%d\" y=\"%d\">%s</text>",
        middle, top + 20, escaped(Words.cut(box.id(), NAME_MAX)));
    add(
        "<text class=\"caption\" x=\"%d\" y=\"%d\">%s</text>",
        middle, top + 36, escaped(Words.cut(box.caption(), NAME_MAX)));
    add("</g>");
  }

  private void rectangle(String style, int left, int top, int width) {
    add(
        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\"/>",
        style, left, top, width, BOX_HEIGHT);
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
      drawLoop(way);
    } else {
      drawPath(number);
    }
    add("</g>");
  }

  private void drawPath(int number) {
    var path = new StringBuilder();
    for (Link link : linksOf(number)) {
      int from = tops[link.upper.rank] + bottom(link.upper);
      int to = tops[link.lower.rank];
      if (path.isEmpty()) {
        path.append("M%d %d".formatted(link.upperX, from));
      } else {
        path.append(" V%d".formatted(from));
      }
      int middle = (from + to) / 2;
      path.append(
          link.upperX == link.lowerX
              ? " V%d".formatted(to)
              : " C%d %d %d %d %d %d"
                  .formatted(link.upperX, middle, link.lowerX, middle, link.lowerX, to));
    }
    String end = layers.ranks().isTurned(number) ? "marker-start" : "marker-end";
    String arrow = "arrow-" + styleOf(picture.ways().get(number).on());
    add("<path d=\"%s\" %s=\"url(#%s)\"/>", path, end, arrow);
  }

  /** A box ends where it ends; a way passes the whole layer. */
  private int bottom(Element element) {
    return element.isBox() ? BOX_HEIGHT : height(element.rank);
  }

  private void drawLoop(Picture.Way way) {
    Element box =
        layers.rows().stream()
            .flatMap(List::stream)
            .filter(element -> element.isBox() && element.number == way.from())
            .findFirst()
            .orElseThrow();
    int right = box.left + box.width - box.inset;
    int top = tops[box.rank] + 12;
    int bottom = tops[box.rank] + BOX_HEIGHT - 12;
    add(
        "<path d=\"M%d %d C%d %d %d %d %d %d\" marker-end=\"url(#arrow-%s)\"/>",
        right,
        top,
        right + LOOP,
        top - 8,
        right + LOOP,
        bottom + 8,
        right,
        bottom,
        styleOf(way.on()));
    add(
        "<text class=\"words aside %s\" x=\"%d\" y=\"%d\">%s</text>",
        styleOf(way.on()), right + LOOP - 4, (top + bottom) / 2 + 4, escaped(words(way)));
  }

  private static String styleOf(EdgeTrigger trigger) {
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

package fermata.definition.graph;

import fermata.definition.text.Columns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where everything of a picture stands when it is drawn, in pixels from the corner of its margin.
 *
 * <p>Belongs to one drawing while it is made; not thread-safe.
 */
final class Placement {

  static final int BOX_HEIGHT = 46;
  static final int LABEL_HEIGHT = 18;
  static final int NAME_MAX = 36;
  static final int LOOP = 34;

  private static final int MARGIN = 24;
  private static final int GAP = 28;

  /** The height of the space between two layers, which grows with how far ways go sideways. */
  private static final int CHANNEL_MIN = 22;

  private static final int CHANNEL_MAX = 64;
  private static final int WORDS_MAX = 34;

  /** The advance of a character of 13 and of 11 pixels, in hundredths of a pixel. */
  private static final int WIDTH_13 = 785;

  private static final int WIDTH_11 = 665;

  private final Picture picture;
  private final Layers layers;
  private final int[] tops;
  private final Map<Integer, List<Link>> linksOfWay = new HashMap<>();

  Placement(Picture picture, Layers layers) {
    this.picture = picture;
    this.layers = layers;
    this.tops = new int[layers.rows().size() + 1];
    layers.links().forEach(link -> linksOf(link.way).add(link));
    place();
  }

  /** A rectangle. */
  record Area(int left, int top, int width, int height) {}

  private List<Link> linksOf(int way) {
    return linksOfWay.computeIfAbsent(way, _ -> new ArrayList<>());
  }

  /** {@return the width of all, margins included} */
  int width() {
    return layers.width() + 2 * MARGIN;
  }

  /** {@return the height of all, margins included} */
  int height() {
    return tops[tops.length - 1] + 2 * MARGIN;
  }

  /** {@return how far everything is from the left and the top} */
  static int margin() {
    return MARGIN;
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
    return (Columns.of(words) * hundredths + 99) / 100;
  }

  private int height(int rank) {
    return layers.rows().get(rank).stream().mapToInt(Placement::height).max().orElse(0);
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

  String words(int way) {
    return words(picture.ways().get(way));
  }

  static String words(Picture.Way way) {
    return Words.cut(way.words(), WORDS_MAX);
  }

  /** {@return where a box stands} */
  Area box(Element element) {
    return new Area(
        element.left + element.inset,
        tops[element.rank],
        element.width - 2 * element.inset,
        BOX_HEIGHT);
  }

  /** {@return where the words of a way stand} */
  Area label(Element element) {
    int top = tops[element.rank] + (height(element.rank) - LABEL_HEIGHT) / 2;
    return new Area(element.left, top, element.width, LABEL_HEIGHT);
  }

  /** {@return the line of a way, in the language of SVG's paths} */
  String path(int number) {
    Picture.Way way = picture.ways().get(number);
    return way.isLoop() ? loop(box(boxOf(way.from()))) : line(number);
  }

  /** {@return whether the line of a way is written from its end to its start} */
  boolean isTurned(int number) {
    return layers.ranks().isTurned(number);
  }

  Element boxOf(int number) {
    return layers.rows().stream()
        .flatMap(List::stream)
        .filter(element -> element.isBox() && element.number == number)
        .findFirst()
        .orElseThrow();
  }

  private String line(int number) {
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
    return path.toString();
  }

  /** A box ends where it ends; a way passes the whole layer. */
  private int bottom(Element element) {
    return element.isBox() ? BOX_HEIGHT : height(element.rank);
  }

  private static String loop(Area box) {
    int right = box.left() + box.width();
    int top = box.top() + 12;
    int bottom = box.top() + BOX_HEIGHT - 12;
    return "M%d %d C%d %d %d %d %d %d"
        .formatted(right, top, right + LOOP, top - 8, right + LOOP, bottom + 8, right, bottom);
  }
}

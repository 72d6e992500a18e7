package fermata.definition.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The elements of a picture in layers, each connected only with the layers beside its own.
 *
 * @param rows the layers from the top, each from left to right
 * @param links in the order of the ways, each way from the top
 * @param ranks which boxes stand where, and which ways lead upwards
 */
record Layers(List<List<Element>> rows, List<Link> links, Ranks ranks) {

  /** Pictures with more elements than this are not laid out. */
  static final int ELEMENTS_MAX = 20_000;

  /**
   * {@return the layers of a picture, ordered so that few ways cross; absent where they are too
   * many}
   */
  static Optional<Layers> of(Picture picture) {
    boolean hasWords = picture.ways().stream().anyMatch(way -> !way.words().isEmpty());
    Ranks ranks = Ranks.of(picture, hasWords ? 2 : 1);
    if (size(picture, ranks) > ELEMENTS_MAX) {
      return Optional.empty();
    }
    Layers layers = new Layers(new ArrayList<>(), new ArrayList<>(), ranks);
    layers.fill(picture);
    Ordering.arrange(layers.rows());
    return Optional.of(layers);
  }

  private static long size(Picture picture, Ranks ranks) {
    long size = picture.boxes().size();
    for (int way = 0; way < picture.ways().size(); way++) {
      size += ranks.of(ranks.lower(way)) - ranks.of(ranks.upper(way));
    }
    return size;
  }

  private void fill(Picture picture) {
    var boxes = new ArrayList<Element>();
    for (int box = 0; box < picture.boxes().size(); box++) {
      boxes.add(added(Element.Kind.BOX, box, ranks.of(box)));
    }
    for (int way = 0; way < picture.ways().size(); way++) {
      if (!picture.ways().get(way).isLoop()) {
        connect(way, boxes, !picture.ways().get(way).words().isEmpty());
      }
    }
  }

  /** The words of a way stand near its source. */
  private void connect(int way, List<Element> boxes, boolean hasWords) {
    Element lower = boxes.get(ranks.lower(way));
    Element last = boxes.get(ranks.upper(way));
    int place = ranks.isTurned(way) ? lower.rank - 1 : last.rank + 1;
    for (int rank = last.rank + 1; rank < lower.rank; rank++) {
      boolean isLabel = hasWords && rank == place;
      last = linked(last, added(isLabel ? Element.Kind.LABEL : Element.Kind.BEND, way, rank), way);
    }
    linked(last, lower, way);
  }

  private Element linked(Element upper, Element lower, int way) {
    upper.below.add(lower);
    lower.above.add(upper);
    links.add(new Link(upper, lower, way));
    return lower;
  }

  private Element added(Element.Kind kind, int number, int rank) {
    var element = new Element(kind, number, rank);
    while (rows.size() <= rank) {
      rows.add(new ArrayList<>());
    }
    element.order = rows.get(rank).size();
    rows.get(rank).add(element);
    return element;
  }

  /** {@return the links between a layer and the one below it} */
  List<Link> linksBelow(int rank) {
    return links.stream().filter(link -> link.upper.rank == rank).toList();
  }

  /** {@return the columns that the widest layer takes} */
  int width() {
    return rows.stream()
        .filter(row -> !row.isEmpty())
        .mapToInt(row -> row.getLast().left + row.getLast().width)
        .max()
        .orElse(0);
  }
}

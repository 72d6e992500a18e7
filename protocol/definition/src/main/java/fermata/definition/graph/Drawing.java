package fermata.definition.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A picture as it is drawn, for programs that draw it themselves: the same layout as that of {@link
 * SvgDrawing}, in pixels.
 *
 * @param name of the agent
 * @param margin how far the origin of boxes and ways is from the left and the top
 * @param width of all, margins included
 * @param height of all, margins included
 * @param boxes in the order of the picture
 * @param ways in the order of the picture
 */
public record Drawing(
    String name, int margin, int width, int height, List<DrawnBox> boxes, List<DrawnWay> ways) {

  public Drawing {
    boxes = List.copyOf(boxes);
    ways = List.copyOf(ways);
  }

  /**
   * A node.
   *
   * @param caption what it does and is, in words
   */
  public record DrawnBox(
      String id,
      String kind,
      String caption,
      boolean isTerminal,
      int left,
      int top,
      int width,
      int height) {}

  /**
   * A way between two nodes.
   *
   * @param style success, failure, timeout, denied or always: when it is taken
   * @param words what stands at the line; empty for nothing
   * @param path the line, in the language of SVG's paths
   * @param isTurned whether the line is written from its end to its start
   * @param left of the middle of the words
   * @param top of the middle of the words
   */
  public record DrawnWay(
      String from,
      String to,
      String style,
      String words,
      String path,
      boolean isTurned,
      int left,
      int top) {}

  /** {@return the drawing; absent where the graph is too large to be laid out} */
  public static Optional<Drawing> of(Picture picture) {
    return Layers.of(picture).map(layers -> of(picture, layers, new Placement(picture, layers)));
  }

  private static Drawing of(Picture picture, Layers layers, Placement placement) {
    var boxes = new DrawnBox[picture.boxes().size()];
    var ways = new ArrayList<DrawnWay>();
    for (int way = 0; way < picture.ways().size(); way++) {
      ways.add(drawn(picture, placement, way));
    }
    for (Element element : layers.rows().stream().flatMap(List::stream).toList()) {
      switch (element.kind) {
        case BOX -> boxes[element.number] = drawn(picture, placement.box(element), element.number);
        case LABEL ->
            ways.set(element.number, labelled(ways.get(element.number), placement.label(element)));
        case BEND -> {}
      }
    }
    return new Drawing(
        picture.name(),
        Placement.margin(),
        placement.width(),
        placement.height(),
        List.of(boxes),
        ways);
  }

  private static DrawnBox drawn(Picture picture, Placement.Area area, int number) {
    Picture.Box box = picture.boxes().get(number);
    return new DrawnBox(
        box.id(),
        box.kind(),
        box.caption(),
        box.isTerminal(),
        area.left(),
        area.top(),
        area.width(),
        area.height());
  }

  private static DrawnWay drawn(Picture picture, Placement placement, int number) {
    Picture.Way way = picture.ways().get(number);
    Placement.Area from = placement.box(placement.boxOf(way.from()));
    return new DrawnWay(
        picture.boxes().get(way.from()).id(),
        picture.boxes().get(way.to()).id(),
        SvgDrawing.styleOf(way.on()),
        Placement.words(way),
        placement.path(number),
        placement.isTurned(number),
        from.left() + from.width() + Placement.LOOP,
        from.top() + from.height() / 2);
  }

  private static DrawnWay labelled(DrawnWay way, Placement.Area area) {
    return new DrawnWay(
        way.from,
        way.to,
        way.style,
        way.words,
        way.path,
        way.isTurned,
        area.left() + area.width() / 2,
        area.top() + area.height() / 2);
  }
}

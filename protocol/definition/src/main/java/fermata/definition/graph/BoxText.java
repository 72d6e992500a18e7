package fermata.definition.graph;

import fermata.definition.text.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A picture in characters, for terminals.
 *
 * <p>Boxes and lines where they fit into the columns, with shorter and shorter words until they do;
 * a list of nodes and ways where they never do. What was cut in the boxes is said in full below
 * them.
 */
public final class BoxText {

  /** How long names, and the words at ways, are at most, and how far elements stay apart. */
  private record Scale(int name, int words, int gap) {}

  private static final List<Scale> SCALES =
      List.of(
          new Scale(40, 36, 3),
          new Scale(30, 24, 3),
          new Scale(24, 16, 2),
          new Scale(16, 12, 2),
          new Scale(12, 8, 1));

  /** A picture with more boxes is a list: nobody finds a way in it any more. */
  private static final int BOXES_MAX = 60;

  private static final int BOX_HEIGHT = 4;

  private final Picture picture;
  private final Layers layers;
  private final Scale scale;
  private final Glyphs glyphs;

  private BoxText(Picture picture, Layers layers, Scale scale, Glyphs glyphs) {
    this.picture = picture;
    this.layers = layers;
    this.scale = scale;
    this.glyphs = glyphs;
  }

  /** {@return the lines of a picture, none of them wider than so many columns if possible} */
  public static List<String> draw(Picture picture, int columnsMax, Glyphs glyphs) {
    return boxes(picture, columnsMax, glyphs)
        .orElseGet(() -> new ListText(picture, columnsMax, glyphs).all());
  }

  private static Optional<List<String>> boxes(Picture picture, int columnsMax, Glyphs glyphs) {
    Optional<Layers> layers =
        picture.boxes().size() > BOXES_MAX ? Optional.empty() : Layers.of(picture);
    if (layers.isEmpty()) {
      return Optional.empty();
    }
    for (Scale scale : SCALES) {
      var drawing = new BoxText(picture, layers.get(), scale, glyphs);
      drawing.place();
      if (layers.get().width() <= columnsMax) {
        List<String> lines = new ArrayList<>(drawing.lines());
        lines.addAll(drawing.legend(columnsMax));
        return Optional.of(lines);
      }
    }
    return Optional.empty();
  }

  private void place() {
    for (List<Element> row : layers.rows()) {
      row.forEach(element -> element.width = width(element));
    }
    Spacing.place(layers.rows(), scale.gap());
    new Ports(1, 2).set(layers.links());
  }

  private int width(Element element) {
    return switch (element.kind) {
      case BEND -> 1;
      case LABEL -> Math.max(1, Columns.of(words(element.number)));
      case BOX -> {
        int text = Math.max(Columns.of(id(element.number)), Columns.of(caption(element.number)));
        int ports = 2 * Math.max(element.above.size(), element.below.size()) - 1;
        yield Math.max(text + 4, ports + 2);
      }
    };
  }

  private String id(int box) {
    return glyphs.text(Words.cut(picture.boxes().get(box).id(), scale.name()));
  }

  private String caption(int box) {
    return glyphs.text(Words.cut(fullCaption(box), scale.name()));
  }

  private String fullCaption(int box) {
    boolean isLoop = picture.ways().stream().anyMatch(way -> way.isLoop() && way.from() == box);
    return picture.boxes().get(box).caption() + (isLoop ? " · repeats" : "");
  }

  private String words(int way) {
    return glyphs.text(Words.cut(picture.ways().get(way).words(), scale.words()));
  }

  /** The space below a layer: arrows up, the rows for going sideways, arrows down. */
  private record Channel(List<Link> links, Tracks tracks, boolean hasUp, boolean hasDown) {

    int height() {
      return Math.max(1, tracks.count() + (hasUp ? 1 : 0) + (hasDown ? 1 : 0));
    }
  }

  private Channel channel(int rank) {
    List<Link> links = layers.linksBelow(rank);
    boolean hasUp = links.stream().anyMatch(this::pointsUp);
    boolean hasDown = links.stream().anyMatch(this::pointsDown);
    return new Channel(links, Tracks.of(links), hasUp, hasDown);
  }

  private boolean pointsUp(Link link) {
    return layers.ranks().isTurned(link.way) && link.upper.isBox();
  }

  private boolean pointsDown(Link link) {
    return !layers.ranks().isTurned(link.way) && link.lower.isBox();
  }

  private List<String> lines() {
    List<Channel> channels = new ArrayList<>();
    int height = 0;
    for (int rank = 0; rank < layers.rows().size(); rank++) {
      channels.add(channel(rank));
      height += height(layers.rows().get(rank)) + channels.getLast().height();
    }
    var canvas = new Canvas(layers.width(), height, glyphs);
    int top = 0;
    for (int rank = 0; rank < layers.rows().size(); rank++) {
      List<Element> row = layers.rows().get(rank);
      int below = top + height(row);
      drawRow(canvas, row, top, below);
      drawChannel(canvas, channels.get(rank), below);
      top = below + channels.get(rank).height();
    }
    return withoutEnd(canvas.rows());
  }

  private static List<String> withoutEnd(List<String> rows) {
    int end = rows.size();
    while (end > 0 && rows.get(end - 1).isEmpty()) {
      end--;
    }
    return rows.subList(0, end);
  }

  private static int height(List<Element> row) {
    int height = 0;
    for (Element element : row) {
      height = Math.max(height, height(element));
    }
    return height;
  }

  private static int height(Element element) {
    return switch (element.kind) {
      case BOX -> BOX_HEIGHT;
      case LABEL -> 1;
      case BEND -> 0;
    };
  }

  private void drawRow(Canvas canvas, List<Element> row, int top, int below) {
    for (Element element : row) {
      switch (element.kind) {
        case BOX -> drawBox(canvas, element, top);
        case LABEL -> drawLabel(canvas, element, top, below);
        case BEND -> drawLine(canvas, element.centre(), top, below);
      }
    }
  }

  private static void drawLine(Canvas canvas, int x, int top, int below) {
    if (top < below) {
      canvas.vertical(x, top - 1, below);
    }
  }

  private void drawLabel(Canvas canvas, Element element, int top, int below) {
    drawLine(canvas, element.centre(), top, below);
    canvas.text(element.left, top, words(element.number));
  }

  private void drawBox(Canvas canvas, Element element, int top) {
    int right = element.left + element.width - 1;
    canvas.rectangle(element.left, top, right, top + BOX_HEIGHT - 1);
    centred(canvas, element, top + 1, id(element.number));
    centred(canvas, element, top + 2, caption(element.number));
  }

  private static void centred(Canvas canvas, Element element, int y, String text) {
    canvas.text(element.left + (element.width - Columns.of(text)) / 2, y, text);
  }

  private void drawChannel(Canvas canvas, Channel channel, int top) {
    int bottom = top + channel.height();
    int firstTrack = top + (channel.hasUp() ? 1 : 0);
    for (Link link : channel.links()) {
      int from = link.upper.kind == Element.Kind.LABEL ? top : top - 1;
      int to = link.lower.isBox() ? bottom - 1 : bottom;
      Integer track = channel.tracks().rows().get(link);
      if (track == null) {
        canvas.vertical(link.upperX, from, to);
      } else {
        canvas.vertical(link.upperX, from, firstTrack + track);
        canvas.horizontal(firstTrack + track, link.upperX, link.lowerX);
        canvas.vertical(link.lowerX, firstTrack + track, to);
      }
      drawArrows(canvas, link, top, bottom);
    }
  }

  private void drawArrows(Canvas canvas, Link link, int top, int bottom) {
    if (pointsDown(link)) {
      canvas.text(link.lowerX, bottom - 1, glyphs.downArrow());
    }
    if (pointsUp(link)) {
      canvas.text(link.upperX, top, glyphs.upArrow());
    }
    if (layers.ranks().isTurned(link.way) && link.lower.isBox()) {
      canvas.vertical(link.lowerX, bottom - 1, bottom);
    }
  }

  /** What the boxes do not say in full. */
  private List<String> legend(int columnsMax) {
    var list = new ListText(picture, columnsMax, glyphs);
    var lines = new ArrayList<String>();
    for (int box = 0; box < picture.boxes().size(); box++) {
      if (isCut(picture.boxes().get(box).id()) || isCut(fullCaption(box))) {
        lines.addAll(list.box(box));
      }
    }
    for (Picture.Way way : picture.ways()) {
      boolean isSaid =
          (way.occasion().isEmpty() || way.words().equals(way.occasion())) && !way.isLoop();
      if (!isSaid || Columns.of(way.words()) > scale.words()) {
        lines.addAll(list.way(way));
      }
    }
    if (!lines.isEmpty()) {
      lines.addFirst("");
    }
    return lines;
  }

  private boolean isCut(String text) {
    return Columns.of(text) > scale.name();
  }
}

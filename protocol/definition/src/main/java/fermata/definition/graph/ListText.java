package fermata.definition.graph;

import fermata.definition.text.Columns;
import java.util.ArrayList;
import java.util.List;

/** A picture as a list: each node, and below it the ways that leave it. */
record ListText(Picture picture, int columnsMax, Glyphs glyphs) {

  private static final int COLUMNS_MIN = 20;

  /** {@return all nodes and ways} */
  List<String> all() {
    var lines = new ArrayList<String>();
    for (int box = 0; box < picture.boxes().size(); box++) {
      lines.addAll(box(box));
      for (Picture.Way way : picture.ways()) {
        if (way.from() == box) {
          lines.addAll(wrapped("  " + glyphs.arrow() + " " + id(way.to()), said(way)));
        }
      }
    }
    return lines;
  }

  /** {@return what a node is} */
  List<String> box(int box) {
    return wrapped(id(box), picture.boxes().get(box).caption());
  }

  /** {@return a way with both its ends} */
  List<String> way(Picture.Way way) {
    return wrapped(id(way.from()) + " " + glyphs.arrow() + " " + id(way.to()), said(way));
  }

  private static String said(Picture.Way way) {
    String occasion = way.occasion();
    boolean hasBoth = !way.label().isEmpty() && !occasion.isEmpty();
    return hasBoth ? way.label() + " (" + occasion + ")" : way.label() + occasion;
  }

  private String id(int box) {
    return picture.boxes().get(box).id();
  }

  /** Words go on below themselves where the line is full. */
  private List<String> wrapped(String head, String text) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder(head);
    String indent = " ".repeat(6);
    for (String word : glyphs.text(text).split(" ", -1)) {
      if (word.isEmpty()) {
        continue;
      }
      int width = Columns.of(line.toString()) + 2 + Columns.of(word);
      if (width > Math.max(COLUMNS_MIN, columnsMax) && !line.toString().isBlank()) {
        lines.add(line.toString());
        line = new StringBuilder(indent).append(word);
      } else {
        line.append(lines.isEmpty() && line.length() == head.length() ? "  " : " ").append(word);
      }
    }
    lines.add(line.toString());
    return lines;
  }
}

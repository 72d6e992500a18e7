package fermata.definition.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * A picture in the language of Graphviz.
 *
 * <p>Source: graphviz.org, The DOT Language and Shapes.
 */
public final class DotText {

  /** How long the words at a way are at most, in columns; the tip of the way says all of them. */
  static final int WORDS_MAX = 40;

  private final Picture picture;

  private DotText(Picture picture) {
    this.picture = picture;
  }

  /** {@return the graph, with a line end at its end} */
  public static String draw(Picture picture) {
    return String.join("\n", new DotText(picture).lines()) + "\n";
  }

  private List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("digraph " + quoted(picture.name()) + " {");
    lines.add("  graph [rankdir=TB, nodesep=0.4, ranksep=0.5]");
    lines.add("  node [fontname=\"Helvetica\", fontsize=11, margin=\"0.15,0.08\"]");
    lines.add("  edge [fontname=\"Helvetica\", fontsize=9]");
    for (int box = 0; box < picture.boxes().size(); box++) {
      addBox(box, lines);
    }
    picture.ways().forEach(way -> lines.add("  " + line(way)));
    lines.add("}");
    return lines;
  }

  private void addBox(int number, List<String> lines) {
    Picture.Box box = picture.boxes().get(number);
    String what =
        (box.kind() + " " + box.what()).strip() + (box.join().isEmpty() ? "" : " · " + box.join());
    lines.add(
        "  n%d [label=\"%s\\n%s\", %s%s]"
            .formatted(
                number,
                escaped(box.id()),
                escaped(what),
                shape(box.kind()),
                box.isTerminal() ? ", peripheries=2" : ""));
    if (!box.entries().isEmpty()) {
      String entries = quoted(String.join(", ", box.entries()));
      lines.add("  s" + number + " [shape=plaintext, label=" + entries + "]");
      lines.add("  s" + number + " -> n" + number);
    }
  }

  private static String shape(String kind) {
    return switch (kind) {
      case "llm" -> "shape=box, style=rounded";
      case "tool" -> "shape=component";
      case "human" -> "shape=hexagon";
      case "router" -> "shape=diamond";
      default -> "shape=box";
    };
  }

  private static String line(Picture.Way way) {
    String style =
        switch (way.on()) {
          case SUCCESS -> "solid";
          case ALWAYS -> "bold";
          case FAILURE, TIMEOUT, DENIED -> "dashed";
        };
    String words = way.words();
    String label =
        words.isEmpty()
            ? ""
            : ", label=%s, tooltip=%s, labeltooltip=%2$s"
                .formatted(quoted(Words.cut(words, WORDS_MAX)), quoted(words));
    return "n" + way.from() + " -> n" + way.to() + " [style=" + style + label + "]";
  }

  private static String quoted(String text) {
    return "\"" + escaped(text) + "\"";
  }

  /** A backslash stands for itself only when doubled, also where no escape would follow. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("&", "&amp;");
  }
}

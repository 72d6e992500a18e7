package fermata.definition.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * A picture as a Mermaid flowchart, which GitHub and many editors draw.
 *
 * <p>Ids are numbers of our own, because {@code end} and others mean something to Mermaid; every
 * character of a text that could is written as an entity. Colours are left to the reader's theme.
 *
 * <p>Source: mermaid.js.org, Flowcharts, "Special characters that break syntax" and "Entity codes".
 */
public final class MermaidText {

  private static final String PLAIN = " .,:_-+*/=!?()[]|&'~^@…·";

  private final Picture picture;

  private MermaidText(Picture picture) {
    this.picture = picture;
  }

  /** {@return the flowchart, with a line end at its end} */
  public static String draw(Picture picture) {
    return String.join("\n", new MermaidText(picture).lines()) + "\n";
  }

  private List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("flowchart TD");
    for (int box = 0; box < picture.boxes().size(); box++) {
      addBox(box, lines);
    }
    for (Picture.Way way : picture.ways()) {
      lines.add("  " + line(way));
    }
    addEnds(lines);
    return lines;
  }

  private void addBox(int number, List<String> lines) {
    Picture.Box box = picture.boxes().get(number);
    String what =
        (box.kind() + " " + box.what()).strip() + (box.join().isEmpty() ? "" : " · " + box.join());
    lines.add("  n" + number + shaped(box, escaped(box.id()) + "<br/>" + escaped(what)));
    if (!box.entries().isEmpty()) {
      String entries = escaped(String.join(", ", box.entries()));
      lines.add("  s" + number + "([\"" + entries + "\"]) --> n" + number);
    }
  }

  private static String shaped(Picture.Box box, String text) {
    String quoted = "\"" + text + "\"";
    return switch (box.kind()) {
      case "llm" -> "(" + quoted + ")";
      case "tool" -> "[[" + quoted + "]]";
      case "human" -> "{{" + quoted + "}}";
      case "router" -> "{" + quoted + "}";
      default -> "[" + quoted + "]";
    };
  }

  private static String line(Picture.Way way) {
    String arrow =
        switch (way.on()) {
          case SUCCESS -> "-->";
          case ALWAYS -> "==>";
          case FAILURE, TIMEOUT, DENIED -> "-.->";
        };
    String words = Words.cut(way.words(), DotText.WORDS_MAX);
    String label = words.isEmpty() ? "" : "|\"" + escaped(words) + "\"|";
    return "n" + way.from() + " " + arrow + label + " n" + way.to();
  }

  private void addEnds(List<String> lines) {
    var ends = new ArrayList<String>();
    for (int box = 0; box < picture.boxes().size(); box++) {
      if (picture.boxes().get(box).isTerminal()) {
        ends.add("n" + box);
      }
    }
    if (!ends.isEmpty()) {
      lines.add("  classDef last stroke-width:3px");
      lines.add("  class " + String.join(",", ends) + " last");
    }
  }

  private static String escaped(String text) {
    var escaped = new StringBuilder();
    text.codePoints().forEach(point -> append(escaped, point));
    return escaped.toString();
  }

  private static void append(StringBuilder text, int point) {
    if (Character.isLetterOrDigit(point) || PLAIN.indexOf(point) >= 0) {
      text.appendCodePoint(point);
    } else {
      text.append('#').append(point).append(';');
    }
  }
}

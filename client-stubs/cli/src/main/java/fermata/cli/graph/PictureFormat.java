package fermata.cli.graph;

import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.cli.console.Symbols;
import fermata.definition.graph.BoxText;
import fermata.definition.graph.DotText;
import fermata.definition.graph.Glyphs;
import fermata.definition.graph.MermaidText;
import fermata.definition.graph.Picture;
import fermata.definition.graph.SvgDrawing;
import fermata.definition.text.Suggestions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a picture is written as. */
public enum PictureFormat {
  /** Boxes and lines of characters. */
  TEXT("text", "txt", "text"),
  /** A Mermaid flowchart, for Markdown. */
  MERMAID("mermaid", "mmd", "mermaid"),
  /** The language of Graphviz. */
  DOT("dot", "dot", "gv"),
  /** A picture for browsers. */
  SVG("svg", "svg", "svg");

  private final String word;
  private final String ending;
  private final String otherEnding;

  PictureFormat(String word, String ending, String otherEnding) {
    this.word = word;
    this.ending = ending;
    this.otherEnding = otherEnding;
  }

  /**
   * {@return the format that a word names}
   *
   * @throws CommandFailure where it names none
   */
  public static PictureFormat of(String word) {
    List<String> words = Arrays.stream(values()).map(format -> format.word).toList();
    return Arrays.stream(values())
        .filter(format -> format.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailure.of(
                    ExitCode.USAGE,
                    "--format " + word + ": no such format" + Suggestions.hint(word, words)));
  }

  private boolean isEndOf(String name) {
    return name.endsWith("." + ending) || name.endsWith("." + otherEnding);
  }

  /**
   * {@return the format that the ending of a file stands for}
   *
   * @throws CommandFailure where it stands for none
   */
  public static PictureFormat of(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(format -> format.isEndOf(name))
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailure.of(
                    ExitCode.USAGE,
                    "-o " + file.getFileName() + ": its ending names no format",
                    "end it with .svg, .mmd, .dot or .txt, or give --format"));
  }

  /**
   * {@return the picture, with a line end at its end}
   *
   * @throws CommandFailure where it is too large for the format
   */
  public String draw(Picture picture, Console console) {
    return switch (this) {
      case TEXT -> text(picture, console);
      case MERMAID -> MermaidText.draw(picture);
      case DOT -> DotText.draw(picture);
      case SVG ->
          SvgDrawing.draw(picture)
              .orElseThrow(
                  () ->
                      CommandFailure.of(
                          ExitCode.USAGE,
                          picture.boxes().size() + " nodes are too many for an SVG of our own",
                          "--format dot, and Graphviz draws it"));
    };
  }

  private static String text(Picture picture, Console console) {
    boolean isUnicode = console.symbols().equals(Symbols.UNICODE);
    Glyphs glyphs = isUnicode ? Glyphs.UNICODE : Glyphs.ASCII;
    return String.join("\n", BoxText.draw(picture, console.columns(), glyphs)) + "\n";
  }
}

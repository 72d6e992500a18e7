package fermata.daemon.tool.builtin;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a language writes comments.
 *
 * <p>Only the beginning of a line decides: a line of code that ends with a comment is code, and a
 * text literal that looks like a comment within a line is not taken for one.
 *
 * @param line what begins a comment up to the end of the line
 * @param open what begins a comment of several lines; absent where there are none
 */
record CommentStyle(List<String> line, @Nullable String open, String close) {

  private static final CommentStyle NONE = new CommentStyle(List.of(), null, "");
  private static final CommentStyle SLASHES = new CommentStyle(List.of("//"), "/*", "*/");
  private static final CommentStyle HASH = new CommentStyle(List.of("#"), null, "");
  private static final CommentStyle MARKUP = new CommentStyle(List.of(), "<!--", "-->");
  private static final CommentStyle DASHES = new CommentStyle(List.of("--"), "/*", "*/");
  private static final CommentStyle BLOCKS = new CommentStyle(List.of(), "/*", "*/");
  private static final CommentStyle SEMICOLON = new CommentStyle(List.of(";"), null, "");
  private static final CommentStyle PROPERTIES = new CommentStyle(List.of("#", "!"), null, "");

  private static final Map<List<String>, CommentStyle> BY_EXTENSION =
      Map.of(
          List.of(
              "java", "kt", "kts", "groovy", "gradle", "scala", "js", "mjs", "cjs", "jsx", "ts",
              "tsx", "c", "h", "cc", "cpp", "hpp", "cs", "go", "rs", "swift", "dart", "zig", "scss",
              "proto"),
          SLASHES,
          List.of(
              "py", "sh", "bash", "zsh", "rb", "pl", "r", "yaml", "yml", "toml", "conf", "mk", "tf",
              "cmake", "ex", "exs", "jl", "nix"),
          HASH,
          List.of("xml", "html", "htm", "svg", "vue", "md", "xsd", "xslt"),
          MARKUP,
          List.of("sql", "lua", "hs", "elm"),
          DASHES,
          List.of("css"),
          BLOCKS,
          List.of("el", "lisp", "clj", "cljs", "scm", "ini", "asm"),
          SEMICOLON,
          List.of("properties"),
          PROPERTIES);

  /** What a line is. */
  enum LineKind {
    BLANK,
    COMMENT,
    CODE
  }

  static CommentStyle of(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.equals("Makefile") || name.equals("Dockerfile")) {
      return HASH;
    }
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return BY_EXTENSION.entrySet().stream()
        .filter(style -> style.getKey().contains(extension))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(NONE);
  }

  Reader reader() {
    return new Reader(this);
  }

  /** Goes through the lines of one file. Confined to one thread. */
  static final class Reader {

    private final CommentStyle style;
    private boolean isInside;

    private Reader(CommentStyle style) {
      this.style = style;
    }

    LineKind kindOf(String line) {
      String text = line.strip();
      if (text.isEmpty()) {
        return LineKind.BLANK;
      }
      String open = style.open();
      boolean opens = !isInside && open != null && text.startsWith(open);
      if (isInside || opens) {
        int close = text.indexOf(style.close(), opens && open != null ? open.length() : 0);
        isInside = close < 0;
        boolean isCodeBehind = close >= 0 && close + style.close().length() < text.length();
        return isCodeBehind ? LineKind.CODE : LineKind.COMMENT;
      }
      return style.line().stream().anyMatch(text::startsWith) ? LineKind.COMMENT : LineKind.CODE;
    }
  }
}

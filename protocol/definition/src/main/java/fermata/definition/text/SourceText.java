package fermata.definition.text;

/**
 * The text of a file and the name by which messages call it.
 *
 * @param name a path relative to the workspace, or a URI; shown to people, never opened
 * @param text the whole text, without a byte order mark
 */
public record SourceText(String name, String text) {

  /** The largest text that is parsed whole, in UTF-16 units; a longer one is one problem. */
  public static final int TEXT_UNITS_MAX = 16 * 1024 * 1024;

  public SourceText {
    if (!text.isEmpty() && text.charAt(0) == '\uFEFF') {
      text = text.substring(1);
    }
  }

  /** {@return what the text holds, by its name} */
  public FileForm form() {
    return FileForm.of(name);
  }

  /** {@return the piece of the text that the span names} */
  public String slice(Span span) {
    return text.substring(span.start(), span.end());
  }
}

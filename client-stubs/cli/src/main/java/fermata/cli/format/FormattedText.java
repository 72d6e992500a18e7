package fermata.cli.format;

import fermata.definition.format.Formatter;
import fermata.definition.format.Formatting;
import fermata.definition.text.SourceText;
import fermata.definition.text.TextEdit;

/**
 * A text, and what formatting it led to.
 *
 * @param source its name is the path as short as it can be written
 * @param mark the byte order mark that the text began with, else empty; it stays
 */
record FormattedText(SourceText source, String mark, Formatting formatting) {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  static FormattedText of(String name, String text) {
    SourceText source = new SourceText(name, text);
    String mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
    return new FormattedText(source, mark, Formatter.format(source));
  }

  String name() {
    return source.name();
  }

  /** Whether the layout of the text is another one than it has. */
  boolean isChanged() {
    return formatting instanceof Formatting.Done done && !done.isUnchanged();
  }

  /** Whether the text was left alone because it is not certain what it says. */
  boolean isLeftAlone() {
    return !(formatting instanceof Formatting.Done);
  }

  /** {@return the text in its layout; as it is where it was left alone} */
  String text() {
    return switch (formatting) {
      case Formatting.Done(var edits) -> mark + TextEdit.apply(source.text(), edits);
      case Formatting.Broken _, Formatting.Unsure _ -> mark + source.text();
    };
  }
}

package fermata.definition.index;

import fermata.definition.text.LineIndex;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;

/** Where a text with expressions comes from, and so where its pieces stand in the definition. */
public sealed interface TextPlace {

  /** {@return the text} */
  String text();

  /** {@return the place in the definition that stands for a piece of the text} */
  Span span(Span inText);

  /** {@return what a message needs to lead a reader to a piece of the text; often nothing} */
  String lead(Span inText);

  /** A value of the definition itself. */
  record InDefinition(YamlNode.Scalar scalar) implements TextPlace {

    @Override
    public String text() {
      return scalar.text();
    }

    @Override
    public Span span(Span inText) {
      return scalar.origins().sourceSpan(inText);
    }

    @Override
    public String lead(Span inText) {
      return "";
    }
  }

  /**
   * A file that the definition names; its pieces are reported where it is named.
   *
   * @param mention the path in the definition
   */
  record InFile(Span mention, SourceText file) implements TextPlace {

    @Override
    public String text() {
      return file.text();
    }

    @Override
    public Span span(Span inText) {
      return mention;
    }

    @Override
    public String lead(Span inText) {
      var place = LineIndex.of(file.text()).place(inText.start());
      return file.name() + ":" + (place.line() + 1) + ":" + (place.column() + 1) + ": ";
    }
  }
}

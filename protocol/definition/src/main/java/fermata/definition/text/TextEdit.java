package fermata.definition.text;

/** The replacement of a span by a text; an empty span inserts. */
public record TextEdit(Span span, String newText) {}

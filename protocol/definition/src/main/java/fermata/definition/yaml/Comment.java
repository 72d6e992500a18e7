package fermata.definition.yaml;

import fermata.definition.text.Span;

/** A comment, from {@code #} to the end of its line, the line end left out. */
public record Comment(Span span) {}

package fermata.definition.view;

import fermata.definition.text.Span;

/**
 * A word and what it is.
 *
 * @param span within one line, never empty
 * @param isDeclared whether it is where the thing is declared
 */
public record Word(Span span, WordKind kind, boolean isDeclared) {}

package fermata.definition.assist;

import fermata.definition.text.Span;

/**
 * What there is to say of a piece of a definition.
 *
 * @param span the piece
 * @param markdown what to show
 */
public record Hover(Span span, String markdown) {}

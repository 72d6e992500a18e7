package fermata.definition.convert;

import fermata.definition.text.Span;

/**
 * Something in a source without which no definition can be made of it.
 *
 * @param pointer where it is in the source, such as {@code graph.nodes[2].id}
 * @param span where it is in the text of the source
 * @param message what stands there and what was expected, without a full stop
 */
public record SourceMistake(String pointer, Span span, String message) {}

package fermata.definition.index;

import fermata.definition.text.Span;

/**
 * A piece of a file that the definition names.
 *
 * @param path as the definition writes it, relative to it
 */
public record FileSpan(String path, Span span) {}

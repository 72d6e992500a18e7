package fermata.definition.view;

import fermata.definition.text.Span;

/**
 * A place that names a file beside the definition.
 *
 * @param path relative to the definition
 */
public record Link(Span span, String path) {}

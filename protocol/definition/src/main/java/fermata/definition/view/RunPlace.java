package fermata.definition.view;

import fermata.definition.text.Span;

/**
 * A place at which an editor can offer to start a run.
 *
 * @param entry the entry point that it starts at
 */
public record RunPlace(Span span, String entry) {}

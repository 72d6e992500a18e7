package fermata.definition.index;

import fermata.definition.text.Span;

/**
 * Where a file that a definition includes declares a symbol.
 *
 * @param mention where the definition names the file
 * @param name the name itself, in the file
 */
public record Elsewhere(Symbol symbol, Span mention, FileSpan name) {}

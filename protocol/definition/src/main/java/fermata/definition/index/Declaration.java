package fermata.definition.index;

import fermata.definition.text.Span;

/**
 * Where a symbol is declared.
 *
 * @param name the name itself
 * @param whole the name and all that belongs to it
 * @param detail one word for lists of symbols, such as the kind of a node or the type of a field
 */
public record Declaration(Symbol symbol, Span name, Span whole, String detail) {}

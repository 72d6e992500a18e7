package fermata.definition.expression;

/**
 * One expression, parsed.
 *
 * @param source the text between the marks, trimmed
 * @param pointer the place of the text in its file, such as {@code edges[2].when}; failures name it
 * @param root the tree; it holds {@link ExpressionTree.Missing} where the text is broken
 */
public record Expression(String source, String pointer, ExpressionTree root) {}

package fermata.definition.format;

/**
 * Where a token belongs.
 *
 * @param block the innermost block collection around it
 * @param column its column if it begins a line, as far as blocks decide it
 * @param isInFlow whether it stands between brackets
 */
record Slot(Block block, int column, boolean isInFlow) {}

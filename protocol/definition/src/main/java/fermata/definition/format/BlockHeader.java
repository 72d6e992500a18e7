package fermata.definition.format;

/**
 * What the header of a block scalar says.
 *
 * @param indent relative to the collection around it; 0 where the first line decides
 * @param keepsBreaks whether the empty lines after it belong to the value
 * @param dropsBreaks whether the line end after its last line does not belong to the value
 */
record BlockHeader(int indent, boolean keepsBreaks, boolean dropsBreaks) {

  static BlockHeader of(String written) {
    int indent =
        written.chars().filter(Character::isDigit).map(unit -> unit - '0').findFirst().orElse(0);
    return new BlockHeader(indent, written.indexOf('+') >= 0, written.indexOf('-') >= 0);
  }
}

package fermata.definition.graph;

/** The characters that boxes and lines are made of. */
public enum Glyphs {
  /** Lines that join. */
  UNICODE(" ╵╷│╶└┌├╴┘┐┤─┴┬┼", "▼", "▲", "…", "·", "→"),
  /** For terminals that know ASCII only. */
  ASCII(" ||||+++|+++-+++", "v", "^", "...", "-", "->");

  static final int UP = 1;
  static final int DOWN = 2;
  static final int RIGHT = 4;
  static final int LEFT = 8;

  private final String lines;
  private final String downArrow;
  private final String upArrow;
  private final String cut;
  private final String dot;
  private final String arrow;

  Glyphs(String lines, String downArrow, String upArrow, String cut, String dot, String arrow) {
    this.lines = lines;
    this.downArrow = downArrow;
    this.upArrow = upArrow;
    this.cut = cut;
    this.dot = dot;
    this.arrow = arrow;
  }

  /** {@return the line that leaves its cell in some directions} */
  String line(int directions) {
    return lines.substring(directions, directions + 1);
  }

  String downArrow() {
    return downArrow;
  }

  String upArrow() {
    return upArrow;
  }

  String arrow() {
    return arrow;
  }

  /** {@return a text of ours in these characters} */
  String text(String text) {
    return text.replace("…", cut).replace("·", dot);
  }
}

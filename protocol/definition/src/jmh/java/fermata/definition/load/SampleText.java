package fermata.definition.load;

/** Definitions of any length: questions, tool calls, values and routes, each with expressions. */
final class SampleText {

  /** How many lines four nodes have, one of each kind. */
  private static final int GROUP_LINES = 24;

  /** How many lines stand around the groups, without the values of the last node. */
  private static final int FRAME_LINES = 6;

  private SampleText() {}

  /** {@return a definition of exactly so many lines, 32 at least} */
  static String ofLines(int lines) {
    int nodes = (lines - FRAME_LINES - 1) / GROUP_LINES * 4;
    int values = (lines - FRAME_LINES) - nodes / 4 * GROUP_LINES;
    var text = new StringBuilder("agent: long\ninput: {folder: {type: string}}\nnodes:\n");
    for (int i = 0; i < nodes; i++) {
      text.append(node(i));
    }
    text.append("  n").append(nodes).append(": {set: {done: true}}\n");
    text.append("  end:\n    set:\n");
    for (int i = 0; i < values; i++) {
      text.append("      part_").append(i).append(": ${{ input.folder + '/").append(i).append("' }}\n");
    }
    return text.toString();
  }

  private static String node(int i) {
    return switch (i % 4) {
      case 0 ->
          """
            n%d:
              ask: Take ${{ input.folder }}?
              approve: true
              timeout: 1d
              next:
                - {to: n%d, when: "${{ output.approve }}"}
                - {to: end}
          """
              .formatted(i, i + 1);
      case 1 ->
          """
            n%d:
              tool: files.find
              args: {path: "${{ input.folder }}", glob: "*.md"}
              outputs: {count: {type: integer}}
              next: n%d

          """
              .formatted(i, i + 1);
      case 2 ->
          """
            n%d:
              set:
                text: "found ${{ nodes.n%d.count }} files"
              outputs:
                text: {type: string}
              next: n%d
          """
              .formatted(i, i - 1, i + 1);
      default ->
          """
            n%d:
              routes:
                - {to: n%d, when: "${{ nodes.n%d.count > 0 }}"}
                - {to: end}

          """
              .formatted(i, i + 1, i - 2);
    };
  }
}

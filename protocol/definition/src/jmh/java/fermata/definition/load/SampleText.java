package fermata.definition.load;

/** Definitions of any length: questions, tool calls, values and routes, each with expressions. */
final class SampleText {

  /** How many lines a node has, in the mean. */
  private static final int NODE_LINES = 6;

  private SampleText() {}

  /** {@return a definition of about so many lines} */
  static String ofLines(int lines) {
    int nodes = (lines - NODE_LINES) / NODE_LINES / 4 * 4;
    var text = new StringBuilder("agent: long\ninput: {folder: {type: string}}\nnodes:\n");
    for (int i = 0; i < nodes; i++) {
      text.append(node(i));
    }
    text.append("  n").append(nodes).append(": {set: {done: true}}\n");
    return text.append("  end: {set: {done: false}}\n").toString();
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

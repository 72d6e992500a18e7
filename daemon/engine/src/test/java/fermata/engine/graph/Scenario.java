package fermata.engine.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A file of commands and what they give.
 *
 * <p>A block is a command (which may have several lines), a line {@code ----} and the output, up to
 * an empty line. Lines between blocks that begin with {@code #} are comments.
 */
record Scenario(List<Block> blocks) {

  private static final String RULE = "----";

  /** One command; {@code comment} are the lines before it. */
  record Block(List<String> comment, List<String> command, List<String> output) {}

  static Scenario parse(List<String> lines) {
    var blocks = new ArrayList<Block>();
    var comment = new ArrayList<String>();
    var command = new ArrayList<String>();
    var output = new ArrayList<String>();
    boolean isOutput = false;
    for (String line : lines) {
      boolean isBetween = command.isEmpty() && !isOutput;
      if (isBetween && (line.isBlank() || line.startsWith("#"))) {
        comment.add(line);
      } else if (!isOutput && line.equals(RULE)) {
        isOutput = true;
      } else if (isOutput && line.isBlank()) {
        blocks.add(new Block(List.copyOf(comment), List.copyOf(command), List.copyOf(output)));
        comment.clear();
        command.clear();
        output.clear();
        isOutput = false;
      } else {
        (isOutput ? output : command).add(line);
      }
    }
    if (!command.isEmpty()) {
      blocks.add(new Block(comment, command, output));
    }
    return new Scenario(blocks);
  }

  /** {@return the file as it is when every command gives what the function says} */
  String withOutputs(UnaryOperator<String> run) {
    var text = new StringBuilder();
    for (Block block : blocks) {
      if (!text.isEmpty()) {
        text.append('\n');
      }
      block.comment().forEach(line -> text.append(line).append('\n'));
      String command = String.join("\n", block.command());
      text.append(command).append('\n').append(RULE).append('\n').append(run.apply(command));
    }
    return text.toString();
  }
}

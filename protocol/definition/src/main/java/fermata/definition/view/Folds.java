package fermata.definition.view;

import fermata.definition.load.ReadAgent;
import fermata.definition.text.LineIndex;
import fermata.definition.text.Span;
import fermata.definition.yaml.Comment;
import fermata.definition.yaml.YamlNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;

/** Finds what can be folded: blocks, texts over several lines, brackets and runs of comments. */
public final class Folds {

  private final String text;
  private final LineIndex lines;

  /** By first line, the longest of each: an editor shows one. */
  private final TreeMap<Integer, Fold> folds = new TreeMap<>();

  private Folds(String text) {
    this.text = text;
    this.lines = LineIndex.of(text);
  }

  /** {@return the folds of a definition, in the order of their first lines} */
  public static List<Fold> of(ReadAgent agent) {
    var folds = new Folds(agent.source().text());
    folds.comments(agent.parsed().value().comments());
    folds.blocks(agent.parsed().value().root());
    return List.copyOf(folds.folds.values());
  }

  private void blocks(YamlNode root) {
    Deque<YamlNode> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      switch (open.pop()) {
        case YamlNode.Mapping mapping ->
            mapping
                .entries()
                .forEach(
                    entry -> {
                      add(entry.key().span().start(), entry.value());
                      open.push(entry.value());
                    });
        case YamlNode.Sequence sequence ->
            sequence
                .items()
                .forEach(
                    item -> {
                      add(item.span().start(), item);
                      open.push(item);
                    });
        case YamlNode.Scalar _, YamlNode.Alias _, YamlNode.Absent _ -> {}
      }
    }
  }

  private void add(int start, YamlNode value) {
    int end = value.span().end();
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    int lastLine = lines.line(end);
    add(lines.line(start), isClosing(value, end) ? lastLine - 1 : lastLine, Fold.Kind.BLOCK);
  }

  /** A bracket that closes on a line of its own stays visible. */
  private boolean isClosing(YamlNode value, int end) {
    boolean isFlow =
        (value instanceof YamlNode.Mapping mapping && mapping.isFlow())
            || (value instanceof YamlNode.Sequence sequence && sequence.isFlow());
    Span line = lines.lineSpan(lines.line(end));
    return isFlow && end > line.start() && text.substring(line.start(), end - 1).isBlank();
  }

  private void add(int startLine, int endLine, Fold.Kind kind) {
    Fold known = folds.get(startLine);
    if (endLine > startLine && (known == null || known.endLine() < endLine)) {
      folds.put(startLine, new Fold(startLine, endLine, kind));
    }
  }

  private void comments(List<Comment> comments) {
    var run = new ArrayList<Integer>();
    for (Comment comment : comments) {
      int line = lines.line(comment.span().start());
      Span whole = lines.lineSpan(line);
      if (text.substring(whole.start(), comment.span().start()).isBlank()) {
        if (!run.isEmpty() && run.getLast() + 1 != line) {
          close(run);
        }
        run.add(line);
      }
    }
    close(run);
  }

  private void close(List<Integer> run) {
    if (!run.isEmpty()) {
      add(run.getFirst(), run.getLast(), Fold.Kind.COMMENT);
      run.clear();
    }
  }
}

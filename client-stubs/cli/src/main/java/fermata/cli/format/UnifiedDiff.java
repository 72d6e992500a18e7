package fermata.cli.format;

import fermata.definition.text.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The edits of a text as a unified difference, as {@code diff -u} prints it and {@code patch -p0}
 * takes it.
 */
final class UnifiedDiff {

  private static final int CONTEXT_LINES = 3;

  private final String text;
  private final List<String> lines;
  private final int[] starts;

  private UnifiedDiff(String text) {
    this.text = text;
    this.lines = split(text);
    this.starts = new int[lines.size() + 1];
    for (int line = 0; line < lines.size(); line++) {
      starts[line + 1] = starts[line] + lines.get(line).length();
    }
  }

  /**
   * Lines that are others afterwards.
   *
   * @param line the first one, from 0
   */
  private record Change(int line, List<String> removed, List<String> added) {

    int end() {
      return line + removed.size();
    }
  }

  /** {@return the lines of the difference; none where there are no edits} */
  static List<String> of(String name, String text, List<TextEdit> edits) {
    var diff = new UnifiedDiff(text);
    var shown = new ArrayList<String>();
    int shift = 0;
    for (List<Change> hunk : hunks(diff.changes(edits))) {
      if (shown.isEmpty()) {
        shown.add("--- " + name);
        shown.add("+++ " + name);
      }
      shift += diff.addHunk(hunk, shift, shown);
    }
    return shown;
  }

  /** {@return the lines of a text, each with its line feed} */
  private static List<String> split(String text) {
    var lines = new ArrayList<String>();
    int start = 0;
    while (start < text.length()) {
      int lineFeed = text.indexOf('\n', start);
      int end = lineFeed < 0 ? text.length() : lineFeed + 1;
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines;
  }

  private List<Change> changes(List<TextEdit> edits) {
    var changes = new ArrayList<Change>();
    int index = 0;
    int line = 0;
    while (index < edits.size()) {
      line = lineOf(edits.get(index).span().start(), line);
      int last = line;
      var inside = new ArrayList<TextEdit>();
      while (index < edits.size() && edits.get(index).span().start() <= endOf(last)) {
        TextEdit edit = edits.get(index++);
        last = lineOf(edit.span().end(), last);
        inside.add(new TextEdit(edit.span().shift(-starts[line]), edit.newText()));
      }
      String before = text.substring(starts[line], endOf(last));
      add(trimmed(line, split(before), split(TextEdit.apply(before, inside))), changes);
      line = last;
    }
    return changes;
  }

  /** Adds a change; to the one before where it follows it, as people are used to see it. */
  private static void add(Change change, List<Change> changes) {
    boolean isEmpty = change.removed().isEmpty() && change.added().isEmpty();
    if (!isEmpty && !changes.isEmpty() && changes.getLast().end() == change.line()) {
      Change before = changes.removeLast();
      changes.add(
          new Change(
              before.line(),
              joined(before.removed(), change.removed()),
              joined(before.added(), change.added())));
    } else if (!isEmpty) {
      changes.add(change);
    }
  }

  private static List<String> joined(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private int lineOf(int offset, int from) {
    int line = from;
    while (line + 1 < lines.size() && starts[line + 1] <= offset) {
      line++;
    }
    return line;
  }

  private int endOf(int line) {
    return line < lines.size() ? starts[line + 1] : text.length();
  }

  /** {@return the change without the lines at both ends that are the same} */
  private static Change trimmed(int line, List<String> removed, List<String> added) {
    int least = Math.min(removed.size(), added.size());
    int before = 0;
    while (before < least && removed.get(before).equals(added.get(before))) {
      before++;
    }
    int after = 0;
    while (after < least - before
        && removed.get(removed.size() - 1 - after).equals(added.get(added.size() - 1 - after))) {
      after++;
    }
    return new Change(
        line + before,
        removed.subList(before, removed.size() - after),
        added.subList(before, added.size() - after));
  }

  /** {@return the changes whose surroundings meet together} */
  private static List<List<Change>> hunks(List<Change> changes) {
    var hunks = new ArrayList<List<Change>>();
    for (Change change : changes) {
      boolean isNear =
          !hunks.isEmpty() && change.line() - hunks.getLast().getLast().end() <= 2 * CONTEXT_LINES;
      if (!isNear) {
        hunks.add(new ArrayList<>());
      }
      hunks.getLast().add(change);
    }
    return hunks;
  }

  /** {@return by how much the lines below the hunk move} */
  private int addHunk(List<Change> hunk, int shift, List<String> shown) {
    int start = Math.max(0, hunk.getFirst().line() - CONTEXT_LINES);
    int end = Math.min(lines.size(), hunk.getLast().end() + CONTEXT_LINES);
    int grown = hunk.stream().mapToInt(it -> it.added().size() - it.removed().size()).sum();
    int count = end - start;
    shown.add("@@ -" + range(start, count) + " +" + range(start + shift, count + grown) + " @@");
    int next = start;
    for (Change change : hunk) {
      add(" ", lines.subList(next, change.line()), shown);
      add("-", change.removed(), shown);
      add("+", change.added(), shown);
      next = change.end();
    }
    add(" ", lines.subList(next, end), shown);
    return grown;
  }

  private static String range(int start, int count) {
    return (count == 0 ? start : start + 1) + (count == 1 ? "" : "," + count);
  }

  private static void add(String sign, List<String> lines, List<String> shown) {
    for (String line : lines) {
      boolean hasEnd = line.endsWith("\n");
      shown.add(sign + (hasEnd ? line.substring(0, line.length() - 1) : line));
      if (!hasEnd) {
        shown.add("\\ No newline at end of file");
      }
    }
  }
}

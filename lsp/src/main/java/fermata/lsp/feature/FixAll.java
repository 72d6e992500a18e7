package fermata.lsp.feature;

import fermata.definition.text.FileForm;
import fermata.definition.text.Problem;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.lsp.document.AgentFiles;
import fermata.lsp.document.DocumentSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All fixes of a document that leave nothing to choose, as one edit.
 *
 * <p>What a fix brings to light is fixed too, a few times over. Of two fixes that touch each other
 * the first of the text is taken, and the other when it is still wanted afterwards.
 */
final class FixAll {

  /** How often what is left is looked at again. */
  static final int ROUNDS_MAX = 8;

  private FixAll() {}

  /** {@return the edit of a document; empty where nothing can be fixed without a choice} */
  static Optional<TextEdit> of(DocumentSnapshot document) {
    String before = document.reading().source().text();
    if (document.reading().source().form() == FileForm.PROSE) {
      return Optional.empty();
    }
    var files = new AgentFiles();
    String text = before;
    List<Problem> problems = document.analysis().problems();
    for (int round = 0; round < ROUNDS_MAX; round++) {
      List<TextEdit> edits = edits(problems);
      if (edits.isEmpty()) {
        break;
      }
      text = applied(text, edits);
      problems = files.load(document.uri(), text).problems();
    }
    return text.equals(before) ? Optional.empty() : Optional.of(difference(before, text));
  }

  private static List<TextEdit> edits(List<Problem> problems) {
    var taken = new ArrayList<TextEdit>();
    for (Problem problem : problems) {
      if (problem.fixes().size() == 1) {
        List<TextEdit> edits = problem.fixes().getFirst().edits();
        if (edits.stream().noneMatch(edit -> taken.stream().anyMatch(one -> meets(one, edit)))) {
          taken.addAll(edits);
        }
      }
    }
    taken.sort(Comparator.comparingInt(edit -> edit.span().start()));
    return taken;
  }

  private static boolean meets(TextEdit one, TextEdit other) {
    return one.span().start() <= other.span().end() && other.span().start() <= one.span().end();
  }

  private static String applied(String text, List<TextEdit> edits) {
    var changed = new StringBuilder(text);
    for (TextEdit edit : edits.reversed()) {
      changed.replace(edit.span().start(), edit.span().end(), edit.newText());
    }
    return changed.toString();
  }

  /** One edit from where the texts begin to differ to where they end to. */
  private static TextEdit difference(String before, String after) {
    int shorter = Math.min(before.length(), after.length());
    int start = 0;
    while (start < shorter && before.charAt(start) == after.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < shorter - start
        && before.charAt(before.length() - 1 - end) == after.charAt(after.length() - 1 - end)) {
      end++;
    }
    return new TextEdit(
        new Span(start, before.length() - end), after.substring(start, after.length() - end));
  }
}

package fermata.definition.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A finding in a text: what is wrong, where, and what to do about it.
 *
 * @param code the kind of problem
 * @param severity usually the default of the code
 * @param span the smallest piece of text to mark
 * @param message what, which value, what was expected; lower-case start, no full stop
 * @param related other places that explain this one, such as the first of two equal keys
 * @param fixes edits that each make the problem go away, best first
 */
public record Problem(
    ProblemCode code,
    Severity severity,
    Span span,
    String message,
    List<Related> related,
    List<Fix> fixes) {

  public Problem {
    related = List.copyOf(related);
    fixes = List.copyOf(fixes);
  }

  /** {@return a problem with the default severity of its code and nothing else} */
  public static Problem of(ProblemCode code, Span span, String message) {
    return new Problem(code, code.severity(), span, message, List.of(), List.of());
  }

  /** {@return this problem with one more related place} */
  public Problem withRelated(Span place, String text) {
    var more = new ArrayList<>(related);
    more.add(new Related(place, text));
    return new Problem(code, severity, span, message, more, fixes);
  }

  /** {@return this problem with one more fix, after those that it has} */
  public Problem withFix(String title, List<TextEdit> edits) {
    var more = new ArrayList<>(fixes);
    more.add(new Fix(title, edits));
    return new Problem(code, severity, span, message, related, more);
  }

  /** {@return this problem as it is in a text that holds the checked one from an offset on} */
  public Problem shift(int by) {
    return moved(span -> span.shift(by));
  }

  /** {@return this problem with every span in it moved to another text} */
  public Problem moved(UnaryOperator<Span> move) {
    return new Problem(
        code,
        severity,
        move.apply(span),
        message,
        related.stream()
            .map(place -> new Related(move.apply(place.span()), place.message()))
            .toList(),
        fixes.stream().map(fix -> fix.moved(move)).toList());
  }

  /** Another place in the same text that explains the problem. */
  public record Related(Span span, String message) {}

  /** A titled set of edits of the same text; the edits do not overlap. */
  public record Fix(String title, List<TextEdit> edits) {

    public Fix {
      edits = List.copyOf(edits);
    }

    private Fix moved(UnaryOperator<Span> move) {
      return new Fix(
          title,
          edits.stream()
              .map(edit -> new TextEdit(move.apply(edit.span()), edit.newText()))
              .toList());
    }
  }
}

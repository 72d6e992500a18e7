package fermata.definition.expression;

import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Span;
import fermata.definition.text.Suggestions;
import fermata.definition.text.TextEdit;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A name at its place that is none of the known ones.
 *
 * @param spelling how another name would be written at the same place
 */
record Written(Span span, String name, UnaryOperator<String> spelling) {

  /** {@return the problem, with what was probably meant in the message and as fixes} */
  Problem problem(ProblemCode code, String message, Collection<String> known) {
    Problem problem = Problem.of(code, span, message + Suggestions.hint(name, known));
    for (String near : Suggestions.near(name, known)) {
      var edit = new TextEdit(span, spelling.apply(near));
      problem = problem.withFix("Change to " + near, List.of(edit));
    }
    return problem;
  }
}

package fermata.definition.check.rule;

import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import java.util.function.Consumer;

/**
 * One thing that can be wrong with a definition.
 *
 * <p>A rule keeps nothing between two checks. It must be silent where it does not know, and must
 * not repeat what another rule says of the same place.
 */
public interface Rule {

  /** {@return the code of its problems} */
  ProblemCode code();

  /** {@return what is wrong, in one sentence for the page of the code} */
  String summary();

  /**
   * Whether it tells what nothing in the definition uses, which is not known while a part of the
   * definition could not be read.
   */
  default boolean isOfUse() {
    return false;
  }

  /** Hands every place where the rule is broken to {@code problems}. */
  void check(CheckContext context, Consumer<Problem> problems);
}

package fermata.definition.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a node waits for the branches that can come to it.
 *
 * @param deadline from the coming of the first branch on; those that have not come by then count as
 *     failed
 * @param onBranchError what a branch that fails means to the others
 */
public record Join(Wait waits, @Nullable Duration deadline, BranchError onBranchError) {

  /** Of a node that says nothing: all that are still alive. */
  public static final Join DEFAULT = new Join(new Wait.All(), null, BranchError.FAIL);

  /** For how many branches a node waits. */
  public sealed interface Wait {

    /** For all that are still alive. */
    record All() implements Wait {}

    /** For the first; the others are withdrawn. */
    record Any() implements Wait {}

    /** For so many; the others are withdrawn. */
    record Count(int branches) implements Wait {}

    /** {@return how many branches are enough, whoever else may come} */
    default int enough() {
      return switch (this) {
        case All() -> Integer.MAX_VALUE;
        case Any() -> 1;
        case Count(var branches) -> branches;
      };
    }

    /** {@return how many branches there must be in the end} */
    default int least() {
      return switch (this) {
        case All(), Any() -> 1;
        case Count(var branches) -> branches;
      };
    }
  }

  /** What becomes of a join one of whose branches fails. */
  public enum BranchError {
    /** The run fails. */
    FAIL,
    /** The join goes on without the branch. */
    CONTINUE
  }

  /** Whether it goes on before every branch that can come has come. */
  public boolean isEarly() {
    return !(waits instanceof Wait.All) || deadline != null;
  }
}

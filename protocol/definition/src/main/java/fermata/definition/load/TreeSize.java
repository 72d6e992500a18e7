package fermata.definition.load;

import fermata.definition.keys.PlacedTree;
import fermata.definition.text.Problem;
import fermata.definition.yaml.YamlProblems;
import java.util.List;
import java.util.Optional;

/** Whether a file has more values than are read: what is not looked at must not pass. */
final class TreeSize {

  private TreeSize() {}

  /**
   * {@return the problem of a file that is too large}
   *
   * @param syntax what is known to be wrong with how it is written, which may say the same
   * @param noun what the file is
   */
  static Optional<Problem> check(List<Problem> syntax, PlacedTree tree, String noun) {
    boolean isTold =
        syntax.stream().anyMatch(found -> found.code().equals(YamlProblems.ALIASES_TOO_LARGE));
    if (tree.values().size() <= PlacedTree.VALUES_MAX || isTold) {
      return Optional.empty();
    }
    String message =
        "the "
            + noun
            + " has more values than are read (expected: <= "
            + PlacedTree.VALUES_MAX
            + ")";
    return Optional.of(
        Problem.of(YamlProblems.TEXT_TOO_LARGE, tree.values().getLast().keySpan(), message));
  }
}

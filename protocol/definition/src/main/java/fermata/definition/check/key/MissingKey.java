package fermata.definition.check.key;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.Key;
import fermata.definition.keys.KeyCatalogue;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A mapping that lacks keys that it must have. */
public final class MissingKey implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1102", "key/missing", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A key that must be there is not.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocks()) {
      List<Key> missing = missing(block);
      if (!missing.isEmpty()) {
        problems.accept(Problem.of(code(), block.owner(), message(block, missing)));
      }
    }
  }

  private static List<Key> missing(Block block) {
    var missing = new ArrayList<Key>(0);
    for (Key key : KeyCatalogue.keys(block.context())) {
      if (key.isRequired()
          && block.entry(key.name()) == null
          && UnknownKey.misspellings(block, key.name()).isEmpty()) {
        missing.add(key);
      }
    }
    return missing;
  }

  private static String message(Block block, List<Key> missing) {
    String names =
        missing.stream().map(key -> "'" + key.name() + "'").collect(Collectors.joining(" and "));
    String shapes =
        missing.stream().map(key -> key.shape().describe()).collect(Collectors.joining("; "));
    String verb = missing.size() == 1 ? " is missing" : " are missing";
    return names + verb + " in " + block.context().title() + " (expected: " + shapes + ")";
  }
}

package fermata.definition.check.schema;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.Key;
import fermata.definition.keys.KeyCatalogue;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.text.Suggestions;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.List;
import java.util.function.Consumer;

/** A key of a field or schema that JSON Schema does not know, and so ignores. */
public final class UnknownKeyword implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1201", "schema/unknown-keyword", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "JSON Schema knows no such keyword and ignores it.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().schemas()) {
      for (Entry entry : block.entries()) {
        if (isUnknown(block, entry.keyText())) {
          problems.accept(problem(context, block, entry));
        }
      }
    }
  }

  private static boolean isUnknown(Block block, String key) {
    return !key.startsWith(KeyCatalogue.OWN_PREFIX)
        && KeyCatalogue.find(block.context(), key).isEmpty();
  }

  private Problem problem(CheckContext context, Block block, Entry entry) {
    String key = entry.keyText();
    Span span = Edits.inner(entry.key());
    List<String> known =
        KeyCatalogue.keys(block.context()).stream()
            .map(Key::name)
            .filter(name -> block.entry(name) == null)
            .toList();
    boolean isNear = !Suggestions.near(key, known).isEmpty();
    String hint = isNear ? Suggestions.hint(key, known) : "";
    String message = "keyword '" + key + "' is not known in JSON Schema and has no effect" + hint;
    Problem problem = Edits.withNear(Problem.of(code(), span, message), span, key, known);
    return Edits.withRemoval(problem, context, entry);
  }
}

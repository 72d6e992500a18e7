package fermata.definition.check.markdown;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.Key;
import fermata.definition.keys.KeyCatalogue;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.MarkdownDialect;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.text.Suggestions;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** An attribute that the tool of the file is not known to have. */
public final class UnknownAttribute implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F8005", "markdown/unknown-attribute", Severity.INFORMATION);
  }

  @Override
  public String summary() {
    return "The tool that the file is for is not known to have the attribute; it is ignored here.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocks()) {
      if (block.context().isForeign()) {
        block.entries().stream()
            .filter(entry -> KeyCatalogue.find(block.context(), entry.keyText()).isEmpty())
            .forEach(entry -> problems.accept(problem(block, entry)));
      }
    }
  }

  private Problem problem(Block block, Entry entry) {
    String key = entry.keyText();
    List<String> known =
        KeyCatalogue.keys(block.context()).stream()
            .map(Key::name)
            .filter(name -> block.entry(name) == null)
            .toList();
    boolean isNear = !Suggestions.near(key, known).isEmpty();
    String more = isNear ? Suggestions.hint(key, known) : owner(block.context(), key);
    Span span = Edits.inner(entry.key());
    String message =
        "'" + key + "' is not known in " + block.context().title() + more + ": it is ignored";
    return Edits.withNear(Problem.of(code(), span, message), span, key, known);
  }

  private static String owner(KeyContext context, String key) {
    return Stream.of(MarkdownDialect.values())
        .filter(other -> other.context() != context)
        .filter(other -> KeyCatalogue.find(other.context(), key).isPresent())
        .findFirst()
        .map(other -> " (it is of " + other.owner() + ")")
        .orElse("");
  }
}

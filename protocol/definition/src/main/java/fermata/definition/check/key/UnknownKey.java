package fermata.definition.check.key;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.Key;
import fermata.definition.keys.KeyCatalogue;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.NodeKind;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.text.Suggestions;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A key that the language does not know at its place. */
public final class UnknownKey implements Rule {

  /** The keys that tell the kind of a node. */
  static final List<String> TELLING =
      Arrays.stream(NodeKind.values()).flatMap(kind -> kind.tellingKeys().stream()).toList();

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1101", "key/unknown", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The language knows no such key here; keys of your own begin with `x-`.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocks()) {
      boolean isOpen = block.context().isSchema() || block.context().isForeign();
      if (!isOpen && !isOfUnknownKind(block)) {
        List<String> known = null;
        for (Entry entry : block.entries()) {
          if (isUnknown(block.context(), entry.keyText())) {
            known = known == null ? known(block) : known;
            problems.accept(problem(context, block, entry, known));
          }
        }
      }
    }
  }

  /** {@return the unknown keys of a mapping that were probably meant to be another} */
  static List<String> misspellings(Block block, String meant) {
    List<String> unknown =
        block.entries().stream()
            .map(Entry::keyText)
            .filter(key -> isUnknown(block.context(), key))
            .toList();
    List<String> known = unknown.isEmpty() ? List.of() : known(block);
    return unknown.stream().filter(key -> probable(key, known).contains(meant)).toList();
  }

  /** Which keys there are is not known then. */
  private static boolean isOfUnknownKind(Block block) {
    return block.context() == KeyContext.NODE_OTHER && block.entry("kind") != null;
  }

  private static boolean isUnknown(KeyContext context, String key) {
    return !key.startsWith(KeyCatalogue.OWN_PREFIX)
        && KeyCatalogue.find(context, key).isEmpty()
        && !isOfSomeNode(context, key);
  }

  /** What belongs to another kind of node has a rule of its own. */
  private static boolean isOfSomeNode(KeyContext context, String key) {
    return context.isNode() && !KeyCatalogue.kindsWith(key).isEmpty();
  }

  private Problem problem(CheckContext context, Block block, Entry entry, List<String> known) {
    String key = entry.keyText();
    Span span = Edits.inner(entry.key());
    if (key.isEmpty()) {
      return Problem.of(code(), span, "this key is not a text (expected: the name of a key)");
    }
    String where = block.context().title();
    String message =
        "key '" + key + "' is not known in " + where + hint(block.context(), key, known);
    Problem problem = Problem.of(code(), span, message);
    for (String meant : probable(key, known)) {
      problem = Edits.withReplacement(problem, span, meant);
    }
    return Edits.withRemoval(problem, context, entry);
  }

  /** The keys that are known here and not there yet: one of them was probably meant. */
  private static List<String> known(Block block) {
    Stream<String> telling =
        block.context() == KeyContext.NODE_OTHER ? TELLING.stream() : Stream.of();
    Stream<String> others = KeyCatalogue.keys(block.context()).stream().map(Key::name);
    return Stream.concat(telling, others).filter(name -> block.entry(name) == null).toList();
  }

  /** {@return which of the known keys was probably meant} */
  private static List<String> probable(String key, List<String> known) {
    List<String> ours = OtherWords.meant(key, known);
    return ours.isEmpty() ? Suggestions.near(key, known) : ours;
  }

  private static String hint(KeyContext context, String key, List<String> known) {
    List<String> probable = probable(key, known);
    if (!probable.isEmpty()) {
      return " (did you mean " + Suggestions.oneOf(probable) + "?)";
    }
    if (context == KeyContext.PROJECT_LIMITS && !isUnknown(KeyContext.LIMITS, key)) {
      return " (it belongs into `default` or `max`)";
    }
    Optional<KeyContext> home =
        Arrays.stream(KeyContext.values())
            .filter(other -> !other.isSchema() && KeyCatalogue.find(other, key).isPresent())
            .findFirst();
    return home.map(other -> " (it belongs to " + other.title() + ")")
        .orElseGet(() -> Suggestions.hint(key, known));
  }
}

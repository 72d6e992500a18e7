package fermata.definition.check.key;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyCatalogue;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.NodeKind;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A key of another kind of node. */
public final class OtherKind implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1106", "key/other-kind", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The key belongs to nodes of another kind.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocks()) {
      boolean isKnownKind = block.context().isNode() && block.context() != KeyContext.NODE_OTHER;
      for (Entry entry : isKnownKind ? block.entries() : List.<Entry>of()) {
        boolean isOwn = KeyCatalogue.find(block.context(), entry.keyText()).isPresent();
        List<NodeKind> kinds = isOwn ? List.of() : KeyCatalogue.kindsWith(entry.keyText());
        if (!kinds.isEmpty()) {
          problems.accept(problem(context, block, entry, kinds));
        }
      }
    }
  }

  /** Whether the node has the key that only nodes of its kind have: then the kind is right. */
  private static boolean tellsItself(Block block) {
    return Arrays.stream(NodeKind.values())
        .filter(kind -> kind.context() == block.context())
        .flatMap(kind -> kind.tellingKeys().stream())
        .anyMatch(key -> block.entry(key) != null);
  }

  private Problem problem(CheckContext context, Block block, Entry entry, List<NodeKind> kinds) {
    String names =
        kinds.stream().map(kind -> "'" + kind.word() + "'").collect(Collectors.joining(" or "));
    String message =
        "key '%s' belongs to nodes of kind %s, not to %s"
            .formatted(entry.keyText(), names, block.context().title());
    Problem problem = Problem.of(code(), entry.key().span(), message);
    Entry kind = block.entry("kind");
    boolean tells = kinds.size() == 1 && kinds.getFirst().tellingKeys().contains(entry.keyText());
    if (tells
        && kind != null
        && !tellsItself(block)
        && kind.value() instanceof YamlNode.Scalar word) {
      String title = "Make it a node of kind '" + kinds.getFirst().word() + "'";
      var edit = new TextEdit(word.span(), kinds.getFirst().word());
      return Edits.withRemoval(problem.withFix(title, List.of(edit)), context, entry);
    }
    return Edits.withRemoval(problem, context, entry);
  }
}

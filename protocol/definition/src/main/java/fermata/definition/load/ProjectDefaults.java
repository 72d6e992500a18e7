package fermata.definition.load;

import fermata.definition.keys.PlacedTree;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.model.ToolPattern;
import fermata.definition.project.Project;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlNode.Scalar;
import fermata.definition.yaml.YamlNode.Sequence;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A definition with what its workspace adds to it: the default model, models for aliases, limits,
 * approvals and denied tools that it does not set itself.
 *
 * <p>Only the model is read from this tree; checks and editors see the file as it is. So what the
 * workspace adds is a part of the digest.
 */
final class ProjectDefaults {

  private final Project project;
  private final IdentityHashMap<YamlNode, Scalar> replaced = new IdentityHashMap<>();

  private ProjectDefaults(Project project) {
    this.project = project;
  }

  /** {@return the tree of a definition with what the project file adds} */
  static YamlNode of(YamlNode root, PlacedTree layout, Project project) {
    if (project.equals(Project.NONE) || !(root instanceof Mapping mapping)) {
      return root;
    }
    var defaults = new ProjectDefaults(project);
    layout.values().forEach(defaults::resolve);
    return defaults.added((Mapping) new TreeRewrite(defaults.replaced).of(mapping));
  }

  private void resolve(PlacedValue value) {
    if (value.shape() instanceof Shape.Text(var form)
        && form == TextForm.MODEL
        && value.node() instanceof Scalar scalar
        && project.aliases().containsKey(scalar.text())) {
      replaced.put(scalar, Implied.text(project.resolve(scalar.text()), scalar.span()));
    }
  }

  private Mapping added(Mapping root) {
    var entries = new ArrayList<>(YamlValues.entries(root));
    String model = project.defaultModel();
    boolean hasModel = has(entries, "model") || has(entries, "models");
    if (model != null && !hasModel) {
      entries.add(Implied.entry("model", Implied.text(model)));
    }
    put(entries, "limits", limits(MarkdownAgent.find(entries, "limits")));
    put(entries, "approvals", approvals(MarkdownAgent.find(entries, "approvals")));
    put(entries, "deny", denied(MarkdownAgent.find(entries, "deny")));
    return new Mapping(root.span(), root.anchor(), root.tag(), entries, root.isFlow());
  }

  private static boolean has(List<Entry> entries, String key) {
    return MarkdownAgent.find(entries, key) != null;
  }

  private static void put(List<Entry> entries, String key, @Nullable YamlNode value) {
    if (value != null) {
      entries.removeIf(entry -> entry.keyText().equals(key));
      entries.add(Implied.entry(key, value));
    }
  }

  /** What neither the agent nor the default sets, the maximum does. */
  private @Nullable YamlNode limits(@Nullable YamlNode own) {
    if (project.limits() == null && project.limitsMax() == null) {
      return own;
    }
    var entries = new ArrayList<Entry>();
    addMissing(entries, own);
    addMissing(entries, project.limits());
    addMissing(entries, project.limitsMax());
    return Implied.mapping(entries);
  }

  private static void addMissing(List<Entry> entries, @Nullable YamlNode from) {
    if (from != null && YamlValues.resolved(from) instanceof Mapping mapping) {
      YamlValues.entries(mapping).stream()
          .filter(entry -> !has(entries, entry.keyText()))
          .forEach(entries::add);
    }
  }

  private @Nullable YamlNode approvals(@Nullable YamlNode own) {
    if (project.approval() == null) {
      return own;
    }
    var entries = new ArrayList<Entry>();
    addMissing(entries, own);
    addMissing(entries, Implied.mapping(Implied.entry("default", project.approval())));
    return Implied.mapping(entries);
  }

  private @Nullable YamlNode denied(@Nullable YamlNode own) {
    if (project.deny().isEmpty()) {
      return own;
    }
    var items = new ArrayList<YamlNode>();
    if (own != null && YamlValues.resolved(own) instanceof Sequence list) {
      items.addAll(list.items());
    }
    project.deny().stream().map(ToolPattern::text).map(Implied::text).forEach(items::add);
    return Implied.list(items, Span.at(0));
  }
}

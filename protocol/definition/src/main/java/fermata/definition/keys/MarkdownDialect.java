package fermata.definition.keys;

import fermata.definition.text.FileForm;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlNode.Scalar;
import fermata.definition.yaml.YamlValues;
import java.util.Set;
import java.util.stream.Stream;

/** Whose attributes the front matter of an agent in Markdown has. */
public enum MarkdownDialect {
  /** Ours. */
  OWN(KeyContext.MARKDOWN_AGENT, "Fermata"),
  /** VS Code's and Copilot's custom agents. */
  COPILOT(KeyContext.COPILOT_AGENT, "VS Code and Copilot"),
  /** The subagents of Claude Code. */
  CLAUDE(KeyContext.CLAUDE_AGENT, "Claude Code");

  /** The id of the only node of an agent in Markdown. */
  public static final String NODE = "agent";

  /** Where the model has the body. */
  public static final String BODY_POINTER = "nodes." + NODE + ".system";

  private static final Set<String> COPILOT_COUNTERPARTS =
      Set.of("name", "description", "argument-hint", "model", "tools");

  private static final Set<String> CLAUDE_COUNTERPARTS =
      Set.of(
          "name", "description", "tools", "disallowedTools", "model", "maxTurns", "permissionMode");

  private final KeyContext context;
  private final String owner;

  MarkdownDialect(KeyContext context, String owner) {
    this.context = context;
    this.owner = owner;
  }

  /** {@return the keys of the front matter} */
  public KeyContext context() {
    return context;
  }

  /** {@return the tool that the attributes are of} */
  public String owner() {
    return owner;
  }

  /** Whether a key of the dialect means something here. */
  public boolean hasCounterpart(String key) {
    return switch (this) {
      case OWN -> true;
      case COPILOT -> COPILOT_COUNTERPARTS.contains(key);
      case CLAUDE -> CLAUDE_COUNTERPARTS.contains(key);
    };
  }

  /** Whether the body may hold expressions; other tools take it as it is. */
  public boolean hasExpressions() {
    return this == OWN;
  }

  /**
   * {@return the dialect of a file}
   *
   * <p>The folder of another tool decides. Elsewhere a file is ours unless its front matter has
   * something that only VS Code and Copilot have, and nothing that only we have.
   */
  public static MarkdownDialect of(FileForm form, YamlNode frontMatter) {
    if (form == FileForm.CLAUDE_AGENT) {
      return CLAUDE;
    }
    if (!(YamlValues.resolved(frontMatter) instanceof Mapping front)) {
      return form == FileForm.COPILOT_AGENT ? COPILOT : OWN;
    }
    if (form == FileForm.COPILOT_AGENT) {
      return front.find("agent").isPresent() ? OWN : COPILOT;
    }
    return isOfCopilot(front) ? COPILOT : OWN;
  }

  private static boolean isOfCopilot(Mapping front) {
    boolean isOwn = keys(front).anyMatch(key -> isOnlyIn(KeyContext.MARKDOWN_AGENT, key));
    return !isOwn
        && (keys(front).anyMatch(key -> isOnlyIn(KeyContext.COPILOT_AGENT, key))
            || front.find("tools").stream().anyMatch(MarkdownDialect::hasToolOfCopilot));
  }

  private static Stream<String> keys(Mapping front) {
    return front.entries().stream().map(YamlNode.Entry::keyText);
  }

  private static boolean isOnlyIn(KeyContext context, String key) {
    KeyContext other =
        context == KeyContext.MARKDOWN_AGENT ? KeyContext.COPILOT_AGENT : KeyContext.MARKDOWN_AGENT;
    return KeyCatalogue.find(context, key).isPresent() && KeyCatalogue.find(other, key).isEmpty();
  }

  private static boolean hasToolOfCopilot(YamlNode tools) {
    return YamlValues.resolved(tools) instanceof YamlNode.Sequence list
        && list.items().stream()
            .anyMatch(
                item ->
                    YamlValues.resolved(item) instanceof Scalar name
                        && ForeignTools.isOf(COPILOT, name.text()));
  }
}

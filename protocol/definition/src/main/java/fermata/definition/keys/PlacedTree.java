package fermata.definition.keys;

import fermata.definition.text.FileForm;
import fermata.definition.text.Span;
import fermata.definition.yaml.KeyNames;
import fermata.definition.yaml.YamlNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of keys laid over a tree: which shape is expected at each place.
 *
 * <p>Complete for broken trees too; what lies below {@link #DEPTH_MAX} or beyond {@link
 * #VALUES_MAX} is left out. A value that several places share by an alias or a merge key is listed
 * at each of them.
 *
 * @param values each value with the shape that is expected of it, in the order of the tree
 * @param blocks each mapping with keys of the table
 * @param names each key that the author chose
 * @param tooDeep the values at which the depth was exceeded
 */
public record PlacedTree(
    List<PlacedValue> values, List<Block> blocks, List<PlacedName> names, List<Span> tooDeep) {

  /** How deep values nest at most; also what the protocol allows for JSON. */
  public static final int DEPTH_MAX = 64;

  /** How many values are looked at in one tree; aliases count at every use. */
  public static final int VALUES_MAX = 100_000;

  public PlacedTree {
    values = List.copyOf(values);
    blocks = List.copyOf(blocks);
    names = List.copyOf(names);
    tooDeep = List.copyOf(tooDeep);
  }

  /** {@return the table laid over a file as it is written, whatever its form} */
  public static PlacedTree of(YamlNode root, FileForm form) {
    if (form.isMarkdown() && root instanceof YamlNode.Sequence parts && parts.items().size() == 2) {
      return new TreeWalk().walkMarkdown(parts, MarkdownDialect.of(form, parts.items().getFirst()));
    }
    return of(
        root,
        switch (form) {
          case TOOLS -> KeyContext.TOOL_CATALOGUE;
          case PROJECT -> KeyContext.PROJECT;
          case PART -> KeyContext.PART;
          case AGENT_YAML, AGENT_JSON, AGENT_MARKDOWN, COPILOT_AGENT, CLAUDE_AGENT, PROSE, OTHER ->
              KeyContext.AGENT;
        });
  }

  /** {@return the table laid over a tree whose root has the keys of a context} */
  public static PlacedTree of(YamlNode root, KeyContext context) {
    return new TreeWalk().walk(root, context);
  }

  /**
   * A value and what is expected of it.
   *
   * @param pointer its place, such as {@code edges[2].when}
   * @param keySpan the key that it belongs to, else the value itself
   * @param node the value; an alias is resolved
   * @param declared the shape of the table
   * @param shape the alternative of {@code declared} that the value is held to
   * @param scope the names that expressions in it may use
   * @param owner the id of the node that it belongs to, for an edge its source, for an approval
   *     rule its tool; else empty
   * @param context the kind of mapping that holds it
   * @param key the key of the table that it belongs to, directly or deep within; absent for the
   *     root
   */
  public record PlacedValue(
      String pointer,
      Span keySpan,
      YamlNode node,
      Shape declared,
      Shape shape,
      ScopeKind scope,
      String owner,
      KeyContext context,
      @Nullable Key key) {}

  /**
   * A mapping with keys of the table.
   *
   * @param owner where to report what the whole lacks: the key that it belongs to, else its first
   *     key
   * @param entries the entries with those that it merges
   * @param names a bit for each of their keys, by its hash: what most looks for a key find out is
   *     that it is not there, and this tells it without going through the entries
   */
  public record Block(
      KeyContext context,
      String pointer,
      Span owner,
      YamlNode.Mapping mapping,
      List<YamlNode.Entry> entries,
      long names) {

    public Block {
      entries = List.copyOf(entries);
    }

    /** A mapping with its entries. */
    public Block(
        KeyContext context,
        String pointer,
        Span owner,
        YamlNode.Mapping mapping,
        List<YamlNode.Entry> entries) {
      this(
          context,
          pointer,
          owner,
          mapping,
          entries,
          mapping.isPlain() ? mapping.names() : KeyNames.bits(entries));
    }

    /** {@return the first entry of a key, or null} */
    public YamlNode.@Nullable Entry entry(String key) {
      if ((names & KeyNames.bit(key)) == 0) {
        return null;
      }
      for (int i = 0; i < entries.size(); i++) {
        if (entries.get(i).keyText().equals(key)) {
          return entries.get(i);
        }
      }
      return null;
    }
  }

  /**
   * A key that the author chose.
   *
   * @param pointer the place of its value
   * @param form what the name must look like
   * @param within the key of the table whose value holds the name, such as {@code nodes}
   * @param owner the id of the node that it belongs to, else empty
   */
  public record PlacedName(
      String pointer, YamlNode.Entry entry, TextForm form, Key within, String owner) {}
}

package fermata.definition.yaml;

import fermata.definition.text.Span;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node of a YAML tree with its true place in the text.
 *
 * <p>The span of a node covers its content without the properties, comments and white space around
 * it. An anchor is kept; an alias is a node of its own and is never expanded here.
 */
public sealed interface YamlNode {

  /** {@return the place of the content} */
  Span span();

  /** {@return the anchor's name without {@code &}, where the node has one} */
  @Nullable String anchor();

  /** {@return the explicit tag as written, such as {@code !!str}, where the node has one} */
  @Nullable String tag();

  /**
   * A mapping; the entries stand in the order of the file, repeated keys included.
   *
   * @param isPlain whether each key stands once and none merges, which nearly every mapping is like
   * @param names a bit for each key, by its hash: what most looks for a key find out is that it is
   *     not there, and this tells it without going through the entries
   */
  record Mapping(
      Span span,
      @Nullable String anchor,
      @Nullable String tag,
      List<Entry> entries,
      boolean isFlow,
      boolean isPlain,
      long names)
      implements YamlNode {

    public Mapping {
      entries = List.copyOf(entries);
    }

    /** A mapping of some entries. */
    public Mapping(
        Span span,
        @Nullable String anchor,
        @Nullable String tag,
        List<Entry> entries,
        boolean isFlow) {
      this(span, anchor, tag, entries, isFlow, KeyNames.arePlain(entries), KeyNames.bits(entries));
    }

    /** {@return the first entry with this key text} */
    public Optional<Entry> findEntry(String key) {
      for (Entry entry : entries) {
        if (entry.keyText().equals(key)) {
          return Optional.of(entry);
        }
      }
      return Optional.empty();
    }

    /** {@return the value of the first entry with this key text} */
    public Optional<YamlNode> find(String key) {
      return findEntry(key).map(Entry::value);
    }
  }

  /**
   * One key and its value.
   *
   * @param key usually a scalar
   * @param value {@link Absent} where nothing stands after the colon
   * @param keyText the text of a scalar key; empty for a key that is no scalar
   */
  record Entry(YamlNode key, YamlNode value, String keyText) {

    /** A key and its value. */
    public Entry(YamlNode key, YamlNode value) {
      this(key, value, YamlValues.resolved(key) instanceof Scalar scalar ? scalar.text() : "");
    }

    /** {@return key and value together} */
    public Span span() {
      return key.span().cover(value.span());
    }
  }

  /** A sequence. */
  record Sequence(
      Span span,
      @Nullable String anchor,
      @Nullable String tag,
      List<YamlNode> items,
      boolean isFlow)
      implements YamlNode {

    public Sequence {
      items = List.copyOf(items);
    }
  }

  /**
   * A scalar.
   *
   * @param text the value after unquoting, unfolding and unescaping
   * @param style how it is written
   * @param origins where each piece of {@code text} comes from, so that a place inside the value
   *     can be told in any style
   */
  record Scalar(
      Span span,
      @Nullable String anchor,
      @Nullable String tag,
      String text,
      ScalarStyle style,
      TextOrigins origins)
      implements YamlNode {

    /** {@return where each piece of the text comes from} */
    @Override
    public TextOrigins origins() {
      return origins.of(this);
    }
  }

  /**
   * An alias, {@code *name}.
   *
   * <p>Two aliases are equal when place and name are: the target belongs to another part of the
   * tree, and walking into it from every alias would take exponential time in a hostile text.
   *
   * @param target the node with the anchor, which stands before the alias and never contains it;
   *     absent where there is no such node
   */
  record Alias(Span span, String name, @Nullable YamlNode target) implements YamlNode {

    @Override
    public @Nullable String anchor() {
      return null;
    }

    @Override
    public @Nullable String tag() {
      return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Alias alias && span.equals(alias.span) && name.equals(alias.name);
    }

    @Override
    public int hashCode() {
      return 31 * span.hashCode() + name.hashCode();
    }

    @Override
    public String toString() {
      return "Alias[span=" + span + ", name=" + name + "]";
    }
  }

  /** Nothing, where a node could stand: an empty document, or a key without a value. */
  record Absent(Span span, @Nullable String anchor, @Nullable String tag) implements YamlNode {}
}

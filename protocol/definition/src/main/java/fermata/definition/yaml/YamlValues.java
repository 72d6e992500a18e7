package fermata.definition.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.yaml.YamlNode.Absent;
import fermata.definition.yaml.YamlNode.Alias;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlNode.Scalar;
import fermata.definition.yaml.YamlNode.Sequence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What YAML nodes mean: aliases and merge keys resolved, scalars typed by the core schema. */
public final class YamlValues {

  /** How many values one conversion makes at most; what lies beyond is null. */
  public static final int VALUES_MAX = 100_000;

  /** How deep a converted value nests at most; what lies deeper is null. */
  public static final int DEPTH_MAX = 1_000;

  /** The key whose value's entries are taken over where the mapping has none of the name. */
  public static final String MERGE_KEY = "<<";

  private YamlValues() {}

  /** {@return the target of an alias, {@link Absent} for a dangling one, any other node itself} */
  public static YamlNode resolved(YamlNode node) {
    if (!(node instanceof Alias alias)) {
      return node;
    }
    YamlNode target = alias.target();
    return target != null ? target : new Absent(alias.span(), null, null);
  }

  /**
   * {@return the entries of a mapping with those that it merges after its own}
   *
   * <p>A key stands once: a mapping's own wins over a merged one, an earlier one over a later one.
   */
  public static List<Entry> entries(Mapping mapping) {
    if (mapping.isPlain()) {
      return mapping.entries();
    }
    Map<String, Entry> found = LinkedHashMap.newLinkedHashMap(mapping.entries().size());
    if (addOwn(mapping, found)) {
      addMerged(mapping, found);
    }
    return List.copyOf(found.values());
  }

  /** Adds the entries that a mapping has itself; whether it merges others. */
  private static boolean addOwn(Mapping mapping, Map<String, Entry> found) {
    boolean merges = false;
    for (Entry entry : mapping.entries()) {
      if (isMerge(entry)) {
        merges = true;
      } else {
        found.putIfAbsent(entry.keyText(), entry);
      }
    }
    return merges;
  }

  private static void addMerged(Mapping mapping, Map<String, Entry> found) {
    Set<Mapping> visited = Collections.newSetFromMap(new IdentityHashMap<>());
    visited.add(mapping);
    Deque<Mapping> open = new ArrayDeque<>(merged(mapping));
    while (!open.isEmpty()) {
      Mapping next = open.pop();
      if (visited.add(next) && addOwn(next, found)) {
        merged(next).reversed().forEach(open::push);
      }
    }
  }

  /** Whether an entry merges others into its mapping. */
  public static boolean isMerge(Entry entry) {
    return entry.key() instanceof Scalar key
        && key.style() == ScalarStyle.PLAIN
        && key.text().equals(MERGE_KEY);
  }

  private static List<Mapping> merged(Mapping mapping) {
    var sources = new ArrayList<Mapping>();
    for (Entry entry : mapping.entries()) {
      if (isMerge(entry)) {
        addMappings(sources, resolved(entry.value()));
      }
    }
    return sources;
  }

  private static void addMappings(List<Mapping> sources, YamlNode node) {
    if (node instanceof Mapping mapping) {
      sources.add(mapping);
    } else if (node instanceof Sequence sequence) {
      for (YamlNode item : sequence.items()) {
        if (resolved(item) instanceof Mapping mapping) {
          sources.add(mapping);
        }
      }
    }
  }

  /**
   * {@return the JSON value of a node}
   *
   * <p>Total: a dangling alias and an absent node are null, of equal keys the first counts, and
   * what exceeds {@link #VALUES_MAX} or {@link #DEPTH_MAX} is null. The parser reports all of these
   * as errors, so a text without errors converts exactly.
   */
  public static JsonNode toJson(YamlNode node) {
    return resolved(node) instanceof Scalar scalar
        ? CoreSchema.value(scalar)
        : new Conversion().convert(node);
  }

  /** {@return what a scalar is taken for, without its value} */
  public static ScalarForm form(Scalar scalar) {
    return CoreSchema.form(scalar);
  }

  /** One conversion. Iterative, because aliases can nest deeper than the text. */
  private static final class Conversion {

    private final Deque<Frame> frames = new ArrayDeque<>();
    private int valuesLeft = VALUES_MAX;

    private record Frame(JsonNode container, Iterator<?> rest) {}

    JsonNode convert(YamlNode node) {
      JsonNode result = value(node);
      for (Frame frame = frames.peek(); frame != null; frame = frames.peek()) {
        if (frame.rest().hasNext()) {
          addNext(frame);
        } else {
          frames.pop();
        }
      }
      return result;
    }

    private void addNext(Frame frame) {
      Object next = frame.rest().next();
      if (frame.container() instanceof ObjectNode object && next instanceof Entry entry) {
        object.set(entry.keyText(), value(entry.value()));
      } else if (frame.container() instanceof ArrayNode array && next instanceof YamlNode item) {
        array.add(value(item));
      }
    }

    private JsonNode value(YamlNode node) {
      if (valuesLeft-- <= 0 || frames.size() >= DEPTH_MAX) {
        return NullNode.getInstance();
      }
      return switch (resolved(node)) {
        case Mapping mapping ->
            opened(JsonNodeFactory.instance.objectNode(), entries(mapping).iterator());
        case Sequence sequence ->
            opened(JsonNodeFactory.instance.arrayNode(), sequence.items().iterator());
        case Scalar scalar -> CoreSchema.value(scalar);
        case Absent absent -> CoreSchema.absent(absent);
        case Alias _ -> NullNode.getInstance();
      };
    }

    private JsonNode opened(JsonNode container, Iterator<?> rest) {
      frames.push(new Frame(container, rest));
      return container;
    }
  }
}

package fermata.definition.load;

import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Entry;
import fermata.definition.model.Isolation;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.model.Overflow;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Reads the entry points of a definition, leniently. */
record EntryReader(Texts texts) {

  /** {@return the entries whose node is there; the first node's where none is called default} */
  SequencedMap<String, Entry> entries(Spot spot, SequencedMap<NodeId, Node> nodes) {
    SequencedMap<String, Entry> entries = new LinkedHashMap<>();
    spot.members()
        .forEach(
            (name, entry) -> {
              @Nullable String node = entry.get("node").text();
              if (node != null && nodes.containsKey(new NodeId(node))) {
                entries.put(name, entry(new NodeId(node), entry));
              }
            });
    if (!nodes.isEmpty()) {
      entries.putIfAbsent(AgentDefinition.DEFAULT_ENTRY, Entry.at(nodes.firstEntry().getKey()));
    }
    return entries;
  }

  private Entry entry(NodeId node, Spot spot) {
    return new Entry(
        node,
        new TriggerReader(texts).trigger(spot.get("trigger")),
        Words.find(Isolation.class, spot.get("isolation").textOr("")).orElse(Entry.ISOLATION),
        spot.get("concurrent").small(),
        Words.find(Overflow.class, spot.get("overflow").textOr("")).orElse(Entry.OVERFLOW),
        texts.values(spot.get("input")));
  }
}

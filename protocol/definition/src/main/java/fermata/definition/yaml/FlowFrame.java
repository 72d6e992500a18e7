package fermata.definition.yaml;

import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A flow collection that is open, and the entry that is being read. */
final class FlowFrame {

  /** How far an entry has been read. */
  enum Part {
    NOTHING,
    NODE,
    COLON,
    PAIR
  }

  private final YamlScan scan;
  private final boolean isMapping;
  private final int start;
  private final Properties properties;
  private final long mark;
  private final List<Entry> entries = new ArrayList<>();
  private final List<YamlNode> items = new ArrayList<>();
  private Part part = Part.NOTHING;
  private @Nullable YamlNode node;
  private @Nullable YamlNode value;
  private @Nullable Properties pending;
  private boolean isExplicit;

  FlowFrame(YamlScan scan, int start, Properties properties) {
    this.scan = scan;
    this.isMapping = scan.text().at(start) == '{';
    this.start = start;
    this.properties = properties;
    this.mark = scan.begin(properties);
  }

  boolean isMapping() {
    return isMapping;
  }

  int start() {
    return start;
  }

  char closer() {
    return isMapping ? '}' : ']';
  }

  Part part() {
    return part;
  }

  @Nullable YamlNode node() {
    return node;
  }

  boolean isExplicit() {
    return isExplicit;
  }

  /** Whether an entry has begun that must be finished. */
  boolean hasEntry() {
    return part != Part.NOTHING || pending != null || isExplicit;
  }

  boolean hasProperties() {
    return pending != null;
  }

  void setProperties(Properties read) {
    pending = read;
  }

  Properties takeProperties(int offset) {
    Properties taken = pending != null ? pending : Properties.none(offset);
    pending = null;
    return taken;
  }

  void beginExplicit() {
    isExplicit = true;
  }

  void add(YamlNode read) {
    if (part == Part.COLON) {
      value = read;
      part = Part.PAIR;
    } else {
      node = read;
      part = Part.NODE;
    }
  }

  /** Takes a colon: what was read is the key. */
  void colon(int offset) {
    if (node == null) {
      node = scan.absent(offset, takeProperties(offset));
    }
    part = Part.COLON;
  }

  /** Ends the entry; what it lacks is absent. */
  void finishEntry(int offset) {
    boolean isPair = part == Part.COLON || part == Part.PAIR || isExplicit;
    if (part == Part.COLON) {
      value = scan.absent(offset, takeProperties(offset));
    }
    YamlNode first = node != null ? node : scan.absent(offset, takeProperties(offset));
    if (isMapping || isPair) {
      addEntry(new Entry(first, value != null ? value : scan.absent(offset, none(offset))));
    } else {
      items.add(first);
    }
    part = Part.NOTHING;
    node = null;
    value = null;
    isExplicit = false;
  }

  private static Properties none(int offset) {
    return Properties.none(offset);
  }

  private void addEntry(Entry entry) {
    if (isMapping) {
      entries.add(entry);
      return;
    }
    var none = none(entry.span().start());
    items.add(scan.mapping(entry.span(), none, List.of(entry), true, scan.begin(none)));
  }

  YamlNode finish(int end) {
    var span = new Span(start, Math.max(start, end));
    return isMapping
        ? scan.mapping(span, properties, entries, true, mark)
        : scan.sequence(span, properties, items, true, mark);
  }
}

package fermata.definition.yaml;

import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block collection that is open, or the document itself.
 *
 * <p>It has at most one slot, where the next node goes. The indent is the column of the newest
 * entry; it differs from the first entry's only in a text that is indented unevenly.
 */
final class BlockFrame {

  enum Kind {
    DOCUMENT,
    MAPPING,
    SEQUENCE
  }

  private enum Slot {
    CLOSED,
    KEY,
    COLON,
    VALUE
  }

  private final YamlScan scan;
  private final Kind kind;
  private final int homeIndent;
  private final int start;
  private final Properties properties;
  private final long mark;
  private final boolean isOrphan;
  private final List<Entry> entries = new ArrayList<>();
  private final List<YamlNode> items = new ArrayList<>();
  private int indent;
  private Slot slot = Slot.CLOSED;
  private int slotStart;
  private @Nullable Properties slotProperties;
  private @Nullable YamlNode key;

  private BlockFrame(
      YamlScan scan, Kind kind, int indent, int start, Properties properties, boolean isOrphan) {
    this.scan = scan;
    this.kind = kind;
    this.indent = indent;
    this.homeIndent = indent;
    this.start = start;
    this.properties = properties;
    this.isOrphan = isOrphan;
    this.mark = scan.begin(properties);
  }

  static BlockFrame document(YamlScan scan) {
    var frame = new BlockFrame(scan, Kind.DOCUMENT, -1, 0, Properties.none(0), false);
    frame.slot = Slot.VALUE;
    return frame;
  }

  static BlockFrame of(YamlScan scan, Kind kind, int indent, int start, Properties properties) {
    return new BlockFrame(scan, kind, indent, start, properties, false);
  }

  /** A mapping that lacks the dash before it; its further keys may stand as if it were there. */
  static BlockFrame withoutDash(YamlScan scan, int indent, int start) {
    var none = Properties.none(start);
    var frame = new BlockFrame(scan, Kind.MAPPING, indent + 2, start, none, false);
    frame.indent = indent;
    return frame;
  }

  /** A collection that stands where none can; it is read, so as not to blame all of its lines. */
  static BlockFrame orphan(YamlScan scan, Kind kind, int indent, int start) {
    return new BlockFrame(scan, kind, indent, start, Properties.none(start), true);
  }

  boolean isDocument() {
    return kind == Kind.DOCUMENT;
  }

  boolean isMapping() {
    return kind == Kind.MAPPING;
  }

  boolean isSequence() {
    return kind == Kind.SEQUENCE;
  }

  boolean isOrphan() {
    return isOrphan;
  }

  int indent() {
    return indent;
  }

  int homeIndent() {
    return homeIndent;
  }

  void moveTo(int column) {
    indent = column;
  }

  /** Whether a node can be put here now. */
  boolean isOpen() {
    return slot == Slot.KEY || slot == Slot.VALUE;
  }

  /** Whether an explicit key waits for its colon. */
  boolean awaitsColon() {
    return slot == Slot.COLON || slot == Slot.KEY;
  }

  boolean hasSlotProperties() {
    return slotProperties != null;
  }

  void setSlotProperties(Properties read) {
    slotProperties = read;
  }

  /** {@return the properties that stand before the node of the slot, which now has them} */
  Properties takeSlotProperties(int offset) {
    Properties taken = slotProperties != null ? slotProperties : Properties.none(offset);
    slotProperties = null;
    return taken;
  }

  /** Begins an item, after its dash. */
  void beginItem(int offset) {
    finishEntry();
    open(Slot.VALUE, offset);
  }

  /** Begins an entry with a key that was read, after its colon. */
  void beginEntry(YamlNode read, int offset) {
    finishEntry();
    key = read;
    open(Slot.VALUE, offset);
  }

  /** Begins an explicit key, after its question mark. */
  void beginKey(int offset) {
    finishEntry();
    open(Slot.KEY, offset);
  }

  /** Takes the colon after an explicit key. */
  void beginValue(int offset) {
    if (slot == Slot.KEY) {
      fill(absent());
    }
    open(Slot.VALUE, offset);
  }

  private void open(Slot next, int offset) {
    slot = next;
    slotStart = offset;
  }

  private YamlNode absent() {
    return scan.absent(slotStart, takeSlotProperties(slotStart));
  }

  /** Puts a node into the slot. */
  void fill(YamlNode node) {
    switch (kind) {
      case DOCUMENT, SEQUENCE -> {
        items.add(node);
        slot = Slot.CLOSED;
      }
      case MAPPING -> {
        if (slot == Slot.KEY) {
          key = node;
          slot = Slot.COLON;
        } else if (key != null) {
          entries.add(new Entry(key, node));
          key = null;
          slot = Slot.CLOSED;
        }
      }
    }
  }

  /** Fills what is still lacking with nothing. */
  void finishEntry() {
    if (isOpen()) {
      slotStart = Math.max(slotStart, start);
      fill(absent());
    }
    if (slot == Slot.COLON && key != null) {
      slot = Slot.VALUE;
      slotStart = key.span().end();
      fill(absent());
    }
  }

  YamlNode finish() {
    finishEntry();
    return switch (kind) {
      case DOCUMENT -> items.getFirst();
      case MAPPING -> scan.mapping(span(), properties, entries, false, mark);
      case SEQUENCE -> scan.sequence(span(), properties, items, false, mark);
    };
  }

  private Span span() {
    int end = start;
    if (!entries.isEmpty()) {
      end = entries.getLast().value().span().end();
    } else if (!items.isEmpty()) {
      end = items.getLast().span().end();
    }
    return new Span(start, Math.max(start, end));
  }
}

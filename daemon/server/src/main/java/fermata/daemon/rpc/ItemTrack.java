package fermata.daemon.rpc;

import fermata.wire.event.EventEnvelope;
import fermata.wire.event.MessageFact;
import fermata.wire.event.MessageRole;
import fermata.wire.event.ModelFact;
import fermata.wire.event.QuestionFact;
import fermata.wire.event.SubrunFact;
import fermata.wire.event.ToolFact;
import fermata.wire.method.events.ItemKind;
import fermata.wire.method.events.ItemView;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Items whose first events were seen, and what has become of them.
 *
 * <p>Confined to one thread.
 */
final class ItemTrack {

  private static final int TEXT_UNITS_MAX = 200;

  /** A call that failed may be tried again until its step has ended; after these nothing comes. */
  private static final Set<String> ENDS =
      Set.of(
          "message.created",
          "message.completed",
          "tool.completed",
          "tool.denied",
          "question.answered",
          "question.expired",
          "question.withdrawn",
          "subrun.finished");

  private static final Set<String> PASSING = Set.of("tool.failed", "model.failed", "model.lost");

  private static final Set<String> RUN_ENDS =
      Set.of("run.completed", "run.failed", "run.cancelled");

  private final TreeMap<Long, ItemView> items = new TreeMap<>();
  private final Set<Long> unsettled = new HashSet<>();

  int size() {
    return items.size();
  }

  long firstSeq() {
    return items.isEmpty() ? 0 : items.firstKey();
  }

  boolean isAnyOpen() {
    return !unsettled.isEmpty();
  }

  Collection<ItemView> items() {
    return items.values();
  }

  /** Notes an item, if that is its first event and it is wanted. */
  void begin(EventEnvelope event, Predicate<ItemView> isWanted) {
    ItemView item = first(event);
    if (item != null && isWanted.test(item)) {
      items.put(item.firstSeq(), item);
      if (!ENDS.contains(event.type())) {
        unsettled.add(item.firstSeq());
      }
    }
  }

  private static @Nullable ItemView first(EventEnvelope event) {
    return switch (event.fact()) {
      case MessageFact.Created message ->
          view(event, message.item(), ItemKind.MESSAGE, message.step(), message.role(), null)
              .text(message.text());
      // A request that is made again goes on with the item of the first.
      case ModelFact.Started model when model.attempt() == 1 ->
          view(event, model.item(), ItemKind.MESSAGE, model.step(), MessageRole.ASSISTANT, null)
              .text(null);
      case ToolFact.Requested call ->
          view(event, call.call(), ItemKind.TOOL_CALL, call.step(), null, call.tool()).text(null);
      case QuestionFact.Asked question ->
          view(event, question.question(), ItemKind.QUESTION, question.step(), null, null)
              .text(question.text());
      case SubrunFact.Started child when child.attempt() == 1 ->
          view(event, child.call(), ItemKind.SUBRUN, child.step(), null, child.agent()).text(null);
      default -> null;
    };
  }

  private record Sketch(
      EventEnvelope event,
      String item,
      ItemKind kind,
      String step,
      @Nullable MessageRole role,
      @Nullable String name) {

    ItemView text(@Nullable String text) {
      return new ItemView(
          item,
          kind,
          event.run(),
          step,
          event.node(),
          role,
          name,
          event.type(),
          !ENDS.contains(event.type()),
          event.seq(),
          event.seq(),
          event.at(),
          preview(text));
    }
  }

  private static Sketch view(
      EventEnvelope event,
      String item,
      ItemKind kind,
      String step,
      @Nullable MessageRole role,
      @Nullable String name) {
    return new Sketch(event, item, kind, step, role, name);
  }

  private static @Nullable String preview(@Nullable String text) {
    if (text == null || text.length() <= TEXT_UNITS_MAX) {
      return text;
    }
    boolean isCut = Character.isHighSurrogate(text.charAt(TEXT_UNITS_MAX - 1));
    return text.substring(0, isCut ? TEXT_UNITS_MAX - 1 : TEXT_UNITS_MAX);
  }

  /** Notes what an event says of the items that are open. */
  void goOn(EventEnvelope event) {
    for (Long first : Set.copyOf(unsettled)) {
      ItemView item = items.get(first);
      if (item != null && event.seq() > item.lastSeq() && isOfRun(event, item)) {
        goOn(event, item);
      }
    }
  }

  private static boolean isOfRun(EventEnvelope event, ItemView item) {
    return item.run() == null || item.run().equals(event.run());
  }

  private void goOn(EventEnvelope event, ItemView item) {
    boolean isOver =
        RUN_ENDS.contains(event.type())
            || (event.type().equals("step.finished")
                && event.data().path("step").asText().equals(item.step()));
    if (isOver) {
      items.put(item.firstSeq(), with(item, item.type(), item.lastSeq(), false, item.text()));
      unsettled.remove(item.firstSeq());
    } else if (isAbout(event, item)) {
      boolean isEnd = ENDS.contains(event.type());
      String text =
          event.fact() instanceof MessageFact.Completed message
              ? preview(message.text())
              : item.text();
      boolean isOpen = !isEnd && !PASSING.contains(event.type());
      items.put(item.firstSeq(), with(item, event.type(), event.seq(), isOpen, text));
      if (isEnd) {
        unsettled.remove(item.firstSeq());
      }
    }
  }

  /** What a model replies belongs to its message, whose call is another word for it. */
  private static boolean isAbout(EventEnvelope event, ItemView item) {
    String member =
        item.kind().equals(ItemKind.MESSAGE)
            ? "item"
            : item.kind().equals(ItemKind.QUESTION) ? "question" : "call";
    return event.data().path(member).asText().equals(item.item())
        && (member.equals("call") ? !event.type().startsWith("question.") : true);
  }

  private static ItemView with(
      ItemView item, String type, long seq, boolean isOpen, @Nullable String text) {
    return new ItemView(
        item.item(),
        item.kind(),
        item.run(),
        item.step(),
        item.node(),
        item.role(),
        item.name(),
        type,
        isOpen,
        item.firstSeq(),
        seq,
        item.at(),
        text);
  }
}

package fermata.daemon.rpc;

import fermata.daemon.journal.EventLog;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.store.JournalId;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.MessageFact;
import fermata.wire.method.events.ItemReadParams;
import fermata.wire.method.events.ItemReadResult;
import java.util.Objects;
import java.util.Optional;

/** {@code item/read}: the text of an item, for who has missed pieces of it. */
final class ItemMethods {

  private static final int PAGE_EVENTS = 256;

  /** Pages that are looked through, from the newest, for the event that ended an item. */
  private static final int PAGES_MAX = 64;

  private final EventLog log;

  ItemMethods(EventLog log) {
    this.log = log;
  }

  ItemReadResult read(ItemReadParams params, RequestContext context) {
    var journal = new JournalId(params.session());
    long head = log.head(journal).seq();
    String field = Objects.requireNonNullElse(params.field(), "text");
    long from = Objects.requireNonNullElse(params.from(), 0L);
    if (from < 0) {
      throw RefusedException.invalidParams("/from", from + " (expected: >= 0)");
    }
    // One that ends between the two looks is found by the second.
    return log.openItem(journal, params.item(), field, from)
        .or(() -> ended(journal, head, params.item(), field, from))
        .or(() -> ended(journal, log.head(journal).seq(), params.item(), field, from))
        .orElseThrow(() -> RefusedException.notFound("item", params.item()));
  }

  private Optional<ItemReadResult> ended(
      JournalId journal, long head, String item, String field, long from) {
    long end = head;
    for (int pages = 0; end > 0 && pages < PAGES_MAX; pages++) {
      long start = Math.max(0, end - PAGE_EVENTS);
      for (EventEnvelope event : log.between(journal, start, end).reversed()) {
        Optional<String> text = textOf(event, item, field);
        if (text.isPresent()) {
          int off = (int) Math.min(from, text.get().length());
          return Optional.of(
              new ItemReadResult(item, field, off, text.get().substring(off), false));
        }
      }
      end = start;
    }
    return Optional.empty();
  }

  private static Optional<String> textOf(EventEnvelope event, String item, String field) {
    if (!event.data().path("item").asText().equals(item)) {
      return Optional.empty();
    }
    return switch (event.fact()) {
      case MessageFact.Completed message ->
          Optional.of(
              Objects.requireNonNullElse(
                  field.equals("reasoning") ? message.reasoning() : message.text(), ""));
      case MessageFact.Created message -> Optional.of(message.text());
      default -> Optional.empty();
    };
  }
}

package fermata.daemon.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import fermata.daemon.journal.EventLog;
import fermata.daemon.journal.JournalRecords;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.store.EventsMax;
import fermata.daemon.store.JournalId;
import fermata.wire.event.EventChain;
import fermata.wire.json.Json;
import fermata.wire.method.events.LogVerifyParams;
import fermata.wire.method.events.LogVerifyResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code log/verify}: the digest over a journal, as far as one answer goes. */
final class VerifyMethods {

  /** Events of one answer. */
  static final int EVENTS_MAX = 10_000;

  private static final int PAGE_EVENTS = 256;
  private static final long PAGE_UNITS = 4L * 1024 * 1024;

  private final EventLog log;

  VerifyMethods(EventLog log) {
    this.log = log;
  }

  LogVerifyResult verify(LogVerifyParams params, RequestContext context) {
    var journal = new JournalId(params.session());
    long head = log.head(journal).seq();
    long after = position(params.after(), journal, 0);
    long upTo = position(params.upTo(), journal, head);
    EventChain chain = chain(params.chain(), after);
    long end = Math.min(upTo, after + EVENTS_MAX);
    long last = after;
    while (last < end) {
      context.refuseIfCancelled();
      int count = (int) Math.min(PAGE_EVENTS, end - last);
      List<String> page = log.lines(journal, last, new EventsMax(count, PAGE_UNITS));
      for (String line : page) {
        chain = with(chain, line, journal, ++last);
      }
      if (page.isEmpty()) {
        break;
      }
    }
    return new LogVerifyResult(log.cursor(last), chain.hex(), (int) (last - after), last >= upTo);
  }

  private long position(@Nullable String cursor, JournalId journal, long usual) {
    String text = cursor == null ? log.cursor(usual) : cursor;
    // Also where nothing is said: a chain needs every event from the first one on.
    return EventMethods.position(text, journal, log);
  }

  private static EventChain chain(@Nullable String given, long after) {
    if (given == null && after > 0) {
      throw RefusedException.invalidParams(
          "/chain", "absent (expected: the chain of the events up to /after)");
    }
    return given == null
        ? EventChain.START
        : EventChain.parse(given)
            .orElseThrow(
                () ->
                    RefusedException.invalidParams(
                        "/chain", "'" + given + "' (expected: 64 hex digits)"));
  }

  private static EventChain with(EventChain chain, String line, JournalId journal, long seq) {
    try {
      return chain.with(Json.mapper().readTree(line));
    } catch (JsonProcessingException damage) {
      throw JournalRecords.unreadable(journal, seq, damage);
    }
  }
}

package fermata.cli.console;

import fermata.wire.event.EventData;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.RunFact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When somebody let a run stand still: time that none of its steps has taken.
 *
 * <p>Not thread-safe.
 */
public final class PausedTime {

  private static final String PAUSED = "paused";

  private final List<Span> spans = new ArrayList<>();
  private @Nullable Instant since;

  private record Span(Instant from, Instant until) {

    Duration within(Instant begin, Instant end) {
      Instant first = from.isBefore(begin) ? begin : from;
      Instant last = until.isAfter(end) ? end : until;
      return first.isBefore(last) ? Duration.between(first, last) : Duration.ZERO;
    }
  }

  /** Takes the next event of the run. */
  public void add(EventEnvelope event) {
    Instant open = since;
    EventData data = event.fact();
    if (data instanceof RunFact.Held held && held.reasons().contains(PAUSED)) {
      since = open == null ? event.at() : open;
    } else if (open != null && data instanceof RunFact && !(data instanceof RunFact.Pausing)) {
      spans.add(new Span(open, event.at()));
      since = null;
    }
  }

  /** {@return the time between two moments, without that in which the run stood still} */
  public Duration between(Instant from, Instant until) {
    Duration time = Duration.between(from, until);
    for (Span span : spans) {
      time = time.minus(span.within(from, until));
    }
    Instant begun = since;
    return begun == null ? time : time.minus(new Span(begun, until).within(from, until));
  }
}

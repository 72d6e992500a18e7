package fermata.daemon.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.store.StoreChange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One time that a trigger fires.
 *
 * @param event what expressions call {@code event}
 * @param dedupe by which the same fire is known when it comes again
 * @param due when the trigger was due; absent where that is not a matter of time
 * @param next when it is due after this
 * @param missed times that nobody had served, which this fire is the first to see
 * @param wished whether somebody fires it by hand; also where it is paused
 * @param alongside what its source stores with it, whether or not a run begins
 * @param input what computes the input of the run; that of the entry point where absent
 */
public record Fire(
    JsonNode event,
    @Nullable String dedupe,
    @Nullable Instant due,
    @Nullable Instant next,
    @Nullable MissedTimes missed,
    @Nullable Wish wished,
    List<StoreChange> alongside,
    @Nullable EventInput input) {

  public Fire {
    alongside = List.copyOf(alongside);
  }

  /** {@return a fire that is not a matter of time} */
  public static Fire of(JsonNode event, @Nullable String dedupe) {
    return new Fire(event, dedupe, null, null, null, null, List.of(), null);
  }

  /** {@return a fire of a time} */
  static Fire at(JsonNode event, Instant due, Instant next, @Nullable MissedTimes missed) {
    return new Fire(event, null, due, next, missed, null, List.of(), null);
  }

  Fire with(List<StoreChange> changes) {
    return new Fire(event, dedupe, due, next, missed, wished, changes, input);
  }

  Fire with(@Nullable EventInput computed) {
    return new Fire(event, dedupe, due, next, missed, wished, alongside, computed);
  }
}

package fermata.definition.model;

import fermata.definition.expression.Template;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a {@code wait} node holds its run for. */
public sealed interface Waiting {

  /** For so long. */
  record Span(Duration length) implements Waiting {}

  /** Until a time: a text by RFC 3339. */
  record Until(Template time) implements Waiting {}

  /** Until an event is published. */
  record Event(EventSelector selector, Since since) implements Waiting {}

  /**
   * How far back an event may have been published.
   *
   * @param before so long before the wait; absent otherwise
   * @param isRun whether from the start of the run on
   */
  record Since(@Nullable Duration before, boolean isRun) {

    /** Only what is published after the wait has begun. */
    public static final Since NOW = new Since(null, false);

    /** Everything since the start of the run. */
    public static final Since RUN = new Since(null, true);
  }
}

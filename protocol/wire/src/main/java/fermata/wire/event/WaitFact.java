package fermata.wire.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts about waits, and about published events as a run meets them. */
public sealed interface WaitFact extends EventData {

  /** The step waits. */
  record Started(
      @Doc("step that waits") String step,
      @Doc("when the wait is over, or for an event given up") @Nullable Instant dueAt,
      @Doc("event that is waited for; absent where it is the time") @Nullable Awaited event)
      implements WaitFact {}

  /** An event that is waited for. */
  record Awaited(
      @Doc("selector with the values of its expressions") ObjectNode selector,
      @Doc("whether what this agent publishes counts") boolean allowSelf,
      @Doc("how far back it may have been published; absent for not at all")
          @Nullable Instant since) {}

  /** The step waits no longer. */
  record Ended(
      @Doc("step that waited") String step,
      @Doc("time, event or timeout") String by,
      @Doc("event that came") @Nullable PublishedEvent event)
      implements WaitFact {}

  /** The run published an event. */
  record Emitted(
      @Doc("step that published it") String step,
      @Doc("schema of the event") String schema,
      @Doc("its tags") List<String> tags,
      @Doc("its data") @Untrusted JsonNode data)
      implements WaitFact {

    public Emitted {
      tags = List.copyOf(tags);
    }
  }

  /** Published events that the run was started with. */
  record ContextFetched(
      @Doc("name by which expressions read them") String name,
      @Doc("data of the event, null where there is none, or a list") JsonNode value,
      @Doc("numbers of the events in the journal of the workspace") List<Long> events)
      implements WaitFact {

    public ContextFetched {
      events = List.copyOf(events);
    }
  }
}

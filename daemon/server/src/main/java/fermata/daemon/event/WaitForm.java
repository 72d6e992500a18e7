package fermata.daemon.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.journal.JournalRecords;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.WaitRow;
import fermata.definition.selector.SelectorForm;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunId;
import fermata.engine.run.StepId;
import java.util.Optional;

/** Waits of runs as the store keeps them. */
public final class WaitForm {

  private WaitForm() {}

  /** {@return a wait to store} */
  public static WaitRow write(
      JournalId session, RunId run, StepId step, RunEvent.Awaited event, String agent) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("selector", event.selector());
    body.put("agent", agent).put("allowSelf", event.allowSelf());
    return WaitRow.of(session, run.value(), step.value(), body.toString());
  }

  /** {@return who listens; empty where the row cannot be read, which no row of ours is} */
  static Optional<Listener> read(WaitRow row, long after, Listener.Sink sink) {
    JsonNode body = JournalRecords.parse(row.body());
    String agent = body.path("agent").asText();
    return SelectorForm.read(body.path("selector"))
            instanceof SelectorForm.Reading.Fine(var selector)
        ? Optional.of(
            new Listener(selector, body.path("allowSelf").asBoolean() ? null : agent, after, sink))
        : Optional.empty();
  }
}

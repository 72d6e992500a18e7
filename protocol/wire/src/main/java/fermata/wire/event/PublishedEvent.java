package fermata.wire.event;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A published event, as a run was told of it. */
public record PublishedEvent(
    @Doc("number in the journal of the workspace") long seq,
    @Doc("when it was stored there") Instant at,
    @Doc("schema of the event") @Nullable String schema,
    @Doc("its tags") List<String> tags,
    @Doc("its data") @Untrusted JsonNode data) {

  public PublishedEvent {
    tags = List.copyOf(tags);
  }
}

package fermata.wire.method.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Params of {@code events/publish}. */
public record EventsPublishParams(
    @Doc("schema of the event: a letter, then letters, digits and . _ : / -, at most 128")
        String schema,
    @Doc("data of the event; an empty object where absent") @Nullable ObjectNode data,
    @Doc("at most 64 tags") @Nullable List<String> tags,
    @Doc(
            "what the publisher knows the event by; one of the same schema that was published before is not published again")
        @Nullable String dedupeKey,
    @Doc("idempotency key, at most 128 characters") String key)
    implements KeyedParams {

  public EventsPublishParams {
    tags = tags == null ? null : List.copyOf(tags);
  }
}

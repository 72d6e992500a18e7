package fermata.wire.method.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a program is handed to execute. */
public record RuntimeWork(
    @Doc("what it tells of it under") String lease,
    @Doc("session; what one execution leaves behind is for the next of the same one")
        String session,
    @Doc("run that wants it") String run,
    @Doc("what is executed") String source,
    @Doc("what it works on") @Untrusted JsonNode args,
    @Doc("files below the workspace") List<String> files,
    @Doc("folder that it works in") String workspace,
    @Doc("counts from 1") int attempt,
    @Doc("idempotency key, the same for every attempt") String key,
    @Doc("traceparent that it belongs to, as W3C trace context says it") @Nullable String trace) {

  public RuntimeWork {
    files = List.copyOf(files);
  }
}

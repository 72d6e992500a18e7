package fermata.daemon.run;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.source.SourcedAgent;
import fermata.engine.run.RunId;
import org.jspecify.annotations.Nullable;

/**
 * A run to start.
 *
 * @param agent usable
 * @param entry the name of an entry point that exists
 * @param input checked against the definition
 * @param uri of the definition, as the client named it
 * @param title of the session, where the run makes one
 */
public record RunBeginning(
    RunId run,
    SourcedAgent agent,
    RunOptions options,
    String entry,
    JsonNode input,
    String uri,
    @Nullable String title) {}

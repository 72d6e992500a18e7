package fermata.daemon.trigger;

import fermata.daemon.store.EntryId;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Trigger;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A trigger that is to be watched for.
 *
 * @param definition that the entry point is of
 * @param workspace the folder that paths are relative to
 * @param due when it fires next; absent where that is not a matter of time
 * @param isPaused whether it fires nothing by itself
 */
public record ArmedTrigger(
    EntryId id,
    Trigger trigger,
    AgentDefinition definition,
    Path workspace,
    @Nullable Instant due,
    boolean isPaused) {}

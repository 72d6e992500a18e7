package fermata.wire.method.run;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.event.RunGrant;
import fermata.wire.event.ToolTraits;
import fermata.wire.json.Doc;
import fermata.wire.json.Ordered;
import fermata.wire.json.Untrusted;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** What a run would be, that was not started. */
public record RunPlan(
    @Doc("name of the agent") String agent,
    @Doc("SHA-256 of the canonical definition") String digest,
    @Doc("entry point") String entry,
    @Doc("checked input") @Untrusted JsonNode input,
    @Doc("folder that tools would work in") String workspace,
    @Doc("models that it may ask") List<String> models,
    @Doc("traits of the tools that it may call") SequencedMap<String, ToolTraits> tools,
    @Doc("what it may use at most, whatever its own limits say") @Nullable RunGrant budget,
    @Doc("run of the session that has not ended") @Nullable String busy,
    @Doc("what would come of it now; absent where it would be refused because of busy")
        @Nullable StartOutcome outcome) {

  public RunPlan {
    models = List.copyOf(models);
    tools = Ordered.copyOf(tools);
  }
}

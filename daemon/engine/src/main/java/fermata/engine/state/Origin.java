package fermata.engine.state;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.Ordered;
import fermata.definition.model.ToolName;
import fermata.definition.tool.ToolTraits;
import fermata.engine.run.Grant;
import fermata.engine.run.ModelTraits;
import fermata.engine.run.RunId;
import fermata.engine.run.SessionId;
import java.time.Instant;
import java.util.SequencedMap;

/** What a run was started with. */
public record Origin(
    RunId run,
    SessionId session,
    String entry,
    JsonNode input,
    SequencedMap<ToolName, ToolTraits> tools,
    SequencedMap<String, ModelTraits> models,
    Grant grant,
    Instant startedAt) {

  public Origin {
    tools = Ordered.copyOf(tools);
    models = Ordered.copyOf(models);
  }
}

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
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What a run was started with.
 *
 * @param context published events by the name that expressions read them by
 */
public record Origin(
    RunId run,
    SessionId session,
    String entry,
    JsonNode input,
    SequencedMap<ToolName, ToolTraits> tools,
    SequencedMap<String, ModelTraits> models,
    Grant grant,
    Instant startedAt,
    SequencedMap<String, JsonNode> context) {

  public Origin {
    tools = Ordered.copyOf(tools);
    models = Ordered.copyOf(models);
    context = Ordered.copyOf(context);
  }

  /** {@return this with more context} */
  public Origin with(String name, JsonNode value) {
    var more = new LinkedHashMap<>(context);
    more.put(name, value);
    return new Origin(run, session, entry, input, tools, models, grant, startedAt, more);
  }

  /** {@return what a run is started with that goes on from this so much later} */
  public Origin forked(
      JsonNode newInput,
      SequencedMap<ToolName, ToolTraits> newTools,
      SequencedMap<String, ModelTraits> newModels,
      long laterMillis) {
    return new Origin(
        run,
        session,
        entry,
        newInput,
        newTools,
        newModels,
        grant,
        startedAt.plusMillis(laterMillis),
        context);
  }
}

package fermata.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.ToolName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one turn asks of a model.
 *
 * @param model {@code provider/model}
 * @param messages the whole conversation so far, oldest first
 * @param tools what the model may ask for; the shell adds descriptions and schemas from its
 *     catalogue
 * @param outputs the JSON Schema of the arguments of the synthetic tool {@link
 *     ToolRequest#SET_OUTPUTS}, which is offered exactly when this is present
 * @param temperature as the model understands it; its default where absent
 * @param readsOn whether {@link ToolRequest#READ_RESULT} is offered: a result was too long to be
 *     told whole
 * @param outputTokensMax what the budget leaves for the reply; no limit of ours where absent
 */
public record ModelRequest(
    String model,
    List<Message> messages,
    List<ToolName> tools,
    @Nullable JsonNode outputs,
    @Nullable Double temperature,
    boolean readsOn,
    @Nullable Long outputTokensMax) {

  public ModelRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
  }
}

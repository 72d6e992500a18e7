package fermata.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.Conduct.OutputsBy;
import fermata.definition.model.Conduct.Reasoning;
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
 * @param outputs the JSON Schema of what the model is to give; none where absent
 * @param outputsBy whether the model gives them as the arguments of the synthetic tool {@link
 *     ToolRequest#SET_OUTPUTS}, which is offered then, or as its reply
 * @param temperature as the model understands it; its default where absent
 * @param reasoning how much the model thinks first; as its provider has it where absent
 * @param readsOn whether {@link ToolRequest#READ_RESULT} is offered: a result was too long to be
 *     told whole
 * @param outputTokensMax what the budget leaves for the reply; no limit of ours where absent
 */
public record ModelRequest(
    String model,
    List<Message> messages,
    List<ToolName> tools,
    @Nullable JsonNode outputs,
    OutputsBy outputsBy,
    @Nullable Double temperature,
    @Nullable Reasoning reasoning,
    boolean readsOn,
    @Nullable Long outputTokensMax) {

  public ModelRequest {
    messages = Messages.of(messages);
    tools = List.copyOf(tools);
  }

  /** {@return the same, with what the budget leaves for the reply} */
  public ModelRequest within(@Nullable Long leftForReply) {
    return new ModelRequest(
        model, messages, tools, outputs, outputsBy, temperature, reasoning, readsOn, leftForReply);
  }

  /** {@return the schema that the reply is held to; absent where it is free} */
  public @Nullable JsonNode replySchema() {
    return outputsBy == OutputsBy.REPLY ? outputs : null;
  }

  /** {@return the schema of the tool that sets the outputs; absent where it is not offered} */
  public @Nullable JsonNode toolSchema() {
    return outputsBy == OutputsBy.TOOL ? outputs : null;
  }
}

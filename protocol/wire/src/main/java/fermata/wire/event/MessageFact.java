package fermata.wire.event;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts about the messages of a conversation with a model. */
public sealed interface MessageFact extends EventData {

  /** A message of the run itself is part of the conversation. */
  record Created(
      @Doc("id of the step") String step,
      @Doc("id of the message") String item,
      @Doc("who it is from") MessageRole role,
      @Doc("whole text") @Untrusted String text,
      @Doc("tool call that it answers") @Nullable String call,
      @Doc("images that go with it: paths in the workspace, or data: addresses")
          @Nullable List<String> images)
      implements MessageFact {

    public Created {
      images = images == null ? null : List.copyOf(images);
    }
  }

  /** A reply of a model is whole; its deltas have ended. */
  record Completed(
      @Doc("id of the step") String step,
      @Doc("id of the model call") String call,
      @Doc("id of the message") String item,
      @Doc("who it is from") MessageRole role,
      @Doc("whole text") @Untrusted @Nullable String text,
      @Doc("whole reasoning") @Untrusted @Nullable String reasoning,
      @Doc("calls that it asks for") List<ToolCallRequest> toolCalls,
      @Doc("why the model stopped") String finish,
      @Doc("what it used") TokenUsage usage,
      @Doc("what its provider wants to see again where the conversation goes on") @Untrusted
          @Nullable JsonNode thoughts)
      implements MessageFact {

    public Completed {
      toolCalls = List.copyOf(toolCalls);
    }
  }
}

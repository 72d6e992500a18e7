package fermata.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One message of a conversation with a model. */
public sealed interface Message {

  /** What the model is told once: the system prompt. */
  record Instructions(String text) implements Message {}

  /**
   * What it is asked, and what it is told when an answer does not fit.
   *
   * @param images what goes with it: paths in the workspace, or {@code data:} addresses
   */
  record User(String text, List<String> images) implements Message {

    public User {
      images = List.copyOf(images);
    }

    /** Words alone. */
    public User(String text) {
      this(text, List.of());
    }
  }

  /**
   * What it said; tool requests are each answered by a {@link Tool} before its next turn.
   *
   * @param thoughts as in {@link ModelReply#thoughts}
   */
  record Assistant(@Nullable String text, List<ToolRequest> toolCalls, @Nullable JsonNode thoughts)
      implements Message {

    public Assistant {
      toolCalls = List.copyOf(toolCalls);
    }

    /** What leaves no thoughts. */
    public Assistant(@Nullable String text, List<ToolRequest> toolCalls) {
      this(text, toolCalls, null);
    }
  }

  /**
   * The answer to a tool request.
   *
   * @param id of the {@link ToolRequest}
   */
  record Tool(String id, String text) implements Message {}
}

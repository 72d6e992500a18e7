package fermata.engine.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One message of a conversation with a model. */
public sealed interface Message {

  /** What the model is told once: the system prompt. */
  record Instructions(String text) implements Message {}

  /** What it is asked, and what it is told when an answer does not fit. */
  record User(String text) implements Message {}

  /** What it said; tool requests are each answered by a {@link Tool} before its next turn. */
  record Assistant(@Nullable String text, List<ToolRequest> toolCalls) implements Message {

    public Assistant {
      toolCalls = List.copyOf(toolCalls);
    }
  }

  /**
   * The answer to a tool request.
   *
   * @param id of the {@link ToolRequest}
   */
  record Tool(String id, String text) implements Message {}
}

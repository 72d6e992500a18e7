package fermata.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole reply of a model, after its stream has ended.
 *
 * @param text absent where the model only asked for tools
 * @param reasoning what it thought, where it says so, for people
 * @param thoughts what its provider wants to see again where the conversation goes on, by the name
 *     of its protocol; nobody else reads it
 */
public record ModelReply(
    @Nullable String text,
    @Nullable String reasoning,
    List<ToolRequest> toolCalls,
    Finish finish,
    Tokens tokens,
    @Nullable JsonNode thoughts) {

  public ModelReply {
    toolCalls = List.copyOf(toolCalls);
  }

  /** A reply that leaves no thoughts. */
  public ModelReply(
      @Nullable String text,
      @Nullable String reasoning,
      List<ToolRequest> toolCalls,
      Finish finish,
      Tokens tokens) {
    this(text, reasoning, toolCalls, finish, tokens, null);
  }

  /** {@return this with other tokens} */
  public ModelReply with(Tokens other) {
    return new ModelReply(text, reasoning, toolCalls, finish, other, thoughts);
  }

  /** Why a model stopped. */
  public enum Finish {
    /** It had said everything. */
    STOP,
    /** It waits for tools. */
    TOOL_CALLS,
    /** It ran into a limit of length: the text is cut. */
    LENGTH,
    /** A filter of the provider took the answer away. */
    FILTERED
  }

  /**
   * What a reply used.
   *
   * @param costUsd absent where the provider does not say; then the engine reckons it from prices
   * @param cachedInput how many of the input tokens the provider had from before
   * @param reasoning how many of the output tokens the model thought with
   */
  public record Tokens(
      long input, long output, @Nullable BigDecimal costUsd, long cachedInput, long reasoning) {

    /** Tokens of which nothing more is known. */
    public Tokens(long input, long output, @Nullable BigDecimal costUsd) {
      this(input, output, costUsd, 0, 0);
    }

    /** Nothing. */
    public static final Tokens NONE = new Tokens(0, 0, BigDecimal.ZERO);
  }
}

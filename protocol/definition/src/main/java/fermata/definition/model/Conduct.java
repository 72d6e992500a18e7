package fermata.definition.model;

import fermata.definition.expression.Template;
import org.jspecify.annotations.Nullable;

/**
 * How a model node goes about its turns.
 *
 * @param conversation what a later visit of the node begins with
 * @param isInteractive whether what the model says without asking for a tool is put to a person,
 *     whose answer is its next message
 * @param judge what a model looks for in the outputs before they count
 * @param onStall what follows where the model repeats itself
 * @param outputsBy how the model gives its outputs
 * @param onFull what follows where the conversation outgrows the window of the model
 * @param reasoning how much the model thinks before it speaks; as its provider has it where absent
 */
public record Conduct(
    Continuity conversation,
    boolean isInteractive,
    @Nullable Template judge,
    OnStall onStall,
    OutputsBy outputsBy,
    OnFull onFull,
    @Nullable Reasoning reasoning) {

  /** That of a node which says nothing about it. */
  public static final Conduct DEFAULT =
      new Conduct(Continuity.FRESH, false, null, OnStall.FAIL, OutputsBy.TOOL, OnFull.CUT, null);

  /** What a later visit of a node begins with. */
  public enum Continuity {
    /** Its own prompts alone. */
    FRESH,
    /** The conversation of the visit before, in the same run and the same element of a map. */
    CONTINUE
  }

  /** How a model gives the outputs of its node. */
  public enum OutputsBy {
    /** It calls a tool with them. */
    TOOL,
    /** Its last reply is a JSON object with them, which providers hold to their schema. */
    REPLY
  }

  /**
   * How much a model thinks before it speaks; each adapter says it in the words of its provider.
   */
  public enum Reasoning {
    /** Not at all, or as little as the model can. */
    NONE,
    /** A little. */
    LOW,
    /** As much as most tasks want. */
    MEDIUM,
    /** Thoroughly. */
    HIGH,
    /** More than that, where the model knows more. */
    XHIGH,
    /** As much as the model can. */
    MAX
  }

  /** What follows where a conversation outgrows the window of its model. */
  public enum OnFull {
    /** Results of tools are cut, then turns are left out, the oldest first. */
    CUT,
    /** A model sums up the turns that are left out. */
    SUMMARIZE
  }

  /** What follows where a model says the same, or asks for the same calls, time after time. */
  public enum OnStall {
    /** The step fails. */
    FAIL,
    /** The model is told so once; where it goes on, the step fails. */
    NUDGE,
    /** Somebody is asked what it should do. */
    ASK
  }
}

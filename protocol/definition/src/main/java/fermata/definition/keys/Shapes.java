package fermata.definition.keys;

import fermata.definition.keys.Shape.Option;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** The shapes that the table is made of. */
final class Shapes {

  static final Shape PLAIN = new Shape.Text(TextForm.PLAIN);
  static final Shape EXPRESSION = new Shape.Text(TextForm.EXPRESSION);
  static final Shape DURATION = new Shape.Text(TextForm.DURATION);
  static final Shape NODE_REFERENCE = new Shape.Text(TextForm.NODE_REFERENCE);
  static final Shape STATE_REFERENCES = items(new Shape.Text(TextForm.STATE_REFERENCE));
  static final Shape FLAG = new Shape.Flag();
  static final Shape LITERAL = new Shape.Literal();
  static final Shape COMPUTED = new Shape.Computed();
  static final Shape TOOL_PATTERNS = items(new Shape.Text(TextForm.TOOL_PATTERN));
  static final Shape TEXT_OR_FILE =
      new Shape.Either(
          List.of(new Shape.Text(TextForm.TEMPLATE), new Shape.Keys(KeyContext.TEXT_FILE)));

  /** Models count tokens in whole numbers; a trillion is out of anybody's reach. */
  static final Shape COUNT = new Shape.Whole(1, 1_000_000_000_000L);

  static final Shape SMALL_COUNT = new Shape.Whole(1, 1_000_000);
  static final Shape MONEY =
      new Shape.Decimal(new BigDecimal("0.000001"), new BigDecimal(1_000_000));
  static final Shape TEMPERATURE = new Shape.Decimal(BigDecimal.ZERO, BigDecimal.TWO);

  /** The words that keys choose from. */
  static final Choices CHOICE = new Choices();

  private Shapes() {}

  static Shape items(Shape item) {
    return new Shape.Items(item);
  }

  static Shape names(TextForm name, Shape value) {
    return new Shape.Names(name, value);
  }

  static Option option(String word, String doc) {
    return new Option(word, doc);
  }

  /** {@return the key of nodes that call tools} */
  static Key ofUnknownCalls() {
    return Key.of(
            "on_unknown",
            CHOICE.onUnknown(),
            "What becomes of a tool call of this node whose outcome a crash hid, whatever the tool"
                + " says. A call of a tool that only reads or is idempotent is made again.")
        .orElse("what the tool says, else `ask`");
  }

  /** The words of each choice. */
  static final class Choices {

    Shape nodeKind() {
      return new Shape.Choice(
          Arrays.stream(NodeKind.values()).map(kind -> option(kind.word(), kind.doc())).toList());
    }

    Shape continuity() {
      return new Shape.Choice(
          List.of(
              option("fresh", "Its own prompts alone."),
              option("continue", "The conversation of the visit before.")));
    }

    Shape outputsBy() {
      return new Shape.Choice(
          List.of(
              option("tool", "It calls the tool `set_outputs`."),
              option("reply", "Its last reply is a JSON object that fits their schema.")));
    }

    Shape onFull() {
      return new Shape.Choice(
          List.of(
              option("cut", "Results of tools are cut, then the oldest turns are left out."),
              option("summarize", "The model sums up the turns that are left out.")));
    }

    Shape reasoning() {
      return new Shape.Choice(
          List.of(
              option("none", "Not at all, or as little as the model can."),
              option("low", "A little."),
              option("medium", "As much as most tasks want."),
              option("high", "Thoroughly."),
              option("xhigh", "More than that, where the model knows more."),
              option("max", "As much as the model can.")));
    }

    Shape onStall() {
      return new Shape.Choice(
          List.of(
              option("fail", "The step fails with `llm.stall` or `llm.doom-loop`."),
              option("nudge", "The model is told so, once; then the step fails."),
              option("ask", "Somebody is asked what the model should do.")));
    }

    Shape recovery() {
      return new Shape.Choice(
          List.of(
              option("resume", "It goes on by itself."),
              option("fail", "It fails with the kind `interrupted`."),
              option("ask", "It stays interrupted until somebody resumes it.")));
    }

    Shape isolation() {
      return new Shape.Choice(
          List.of(
              option("isolated", "Each run has a copy of its own; nothing leaks."),
              option("shared", "Each write of a key is atomic."),
              option("synchronized", "Runs write one after another, each step in one batch.")));
    }

    Shape overflow() {
      return new Shape.Choice(
          List.of(
              option("queue", "It waits until one before it has ended."),
              option("reject", "It is refused."),
              option("replace", "The oldest one is cancelled in its favour.")));
    }

    Shape missed() {
      return new Shape.Choice(
          List.of(
              option("once", "One run makes up for all that were missed."),
              option("skip", "What was missed is let go.")));
    }

    Shape onLimit() {
      return new Shape.Choice(
          List.of(
              option("fail", "It fails with `limit.NAME`, before it spends more."),
              option("ask", "Somebody is asked whether it may use as much again.")));
    }

    Shape verdict() {
      return new Shape.Choice(
          List.of(
              option("allow", "The call starts."),
              option("ask", "A question is asked first."),
              option("deny", "The call is refused.")));
    }

    Shape edgeTrigger() {
      return new Shape.Choice(
          List.of(
              option("success", "The node ended well, or was skipped."),
              option("failure", "The node failed after all its attempts."),
              option("timeout", "The node or its question ran out of time."),
              option("denied", "The node's tool call was denied."),
              option("always", "The node ended, in whatever way.")));
    }

    Shape joinWait() {
      return new Shape.Choice(
          List.of(
              option("all", "For all that are still alive."),
              option("any", "For the first; the others are withdrawn.")));
    }

    Shape elementError() {
      return new Shape.Choice(
          List.of(
              option("fail", "The node fails."),
              option("skip", "The element is left out of `results`."),
              option("collect", "Its result is null, and `errors` has its failure.")));
    }

    Shape unanswered() {
      return new Shape.Choice(
          List.of(
              option(
                  "fail", "The step ends with `on: timeout`; without a way for it the run fails."),
              option("default", "The step goes on with the `answer` that is written here."),
              option(
                  "escalate",
                  "The question is put to somebody else, `to`, for as long again; then it fails.")));
    }

    Shape branchError() {
      return new Shape.Choice(
          List.of(
              option("fail", "The run fails."),
              option("continue", "The node goes on without the branch.")));
    }

    Shape reducer() {
      return new Shape.Choice(
          List.of(
              option("append", "The written value is added at the end of a list."),
              option("add", "Numbers are added."),
              option("union", "A list without repetitions."),
              option("merge", "Objects are merged, members of the written one win."),
              option("min", "The smaller number stays."),
              option("max", "The larger number stays."),
              option("last", "The written value stays."),
              option("first", "The value that is there stays."),
              option("error", "A second write from parallel branches is an error.")));
    }

    Shape stateScope() {
      return new Shape.Choice(
          List.of(
              option("run", "Each run has its own."),
              option("session", "All runs of a session, one after another."),
              option("agent", "All runs of the agent, in all its sessions.")));
    }

    Shape onUnknown() {
      return new Shape.Choice(
          List.of(
              option("ask", "Somebody decides."),
              option("retry", "The call is made again with the same key."),
              option("skip", "The call counts as done without a result."),
              option("fail", "The call fails with `tool.unknown`.")));
    }

    Shape schemaType() {
      return new Shape.Choice(
          List.of(
              option("string", "Text."),
              option("integer", "A whole number."),
              option("number", "A number."),
              option("boolean", "True or false."),
              option("array", "A list."),
              option("object", "A mapping."),
              option("null", "Nothing.")));
    }
  }
}

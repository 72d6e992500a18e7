package fermata.definition.check.policy;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.Node;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A retry that repeats nothing. */
public final class RetryWithoutEffect implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F5007", "policy/retry-without-effect", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "The retry repeats nothing: one attempt is no retry, and some nodes cannot fail in a way"
        + " that a repetition changes.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocksWith("retry")) {
      Node node = context.nodeOf(block);
      String pointer = block.pointer() + ".retry";
      boolean hasRetry = context.index().places().has(pointer + ".attempts");
      String reason = hasRetry && node != null ? reason(context, node, pointer) : "";
      if (!reason.isEmpty()) {
        problems.accept(
            Problem.of(
                code(), context.place(pointer + ".attempts"), "nothing is repeated: " + reason));
      }
    }
  }

  private static String reason(CheckContext context, Node node, String pointer) {
    return switch (node) {
      case Node.Router _, Node.Transform _ ->
          "a '" + node.kind() + "' node computes the same every time";
      case Node.Human _ -> "a question is asked once";
      case Node.Map _ -> "a 'map' node repeats nothing; the nodes of its body may";
      case Node.Wait _ -> "a wait is over once";
      case Node.Emit _ -> "an event is published once";
      case Node.Workflow _ -> "the steps of a workflow have their own";
      case Node.Llm _, Node.Tool _, Node.Code _, Node.Agent _ ->
          context.source().slice(context.place(pointer + ".attempts")).equals("1")
              ? "one attempt is no retry"
              : "";
    };
  }
}

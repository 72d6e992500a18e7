package fermata.definition.keys;

import static fermata.definition.keys.Shapes.COMPUTED;
import static fermata.definition.keys.Shapes.FLAG;
import static fermata.definition.keys.Shapes.PLAIN;
import static fermata.definition.keys.Shapes.items;
import static fermata.definition.keys.Shapes.names;

import java.util.List;

/** The keys of nodes whose work is done by the tools runner in more than one call, or by code. */
final class WorkKeys {

  private static final Shape SOURCE =
      new Shape.Either(List.of(PLAIN, new Shape.Keys(KeyContext.TEXT_FILE)));

  private WorkKeys() {}

  static List<Key> workflow() {
    return List.of(
        Key.of(
                "steps",
                items(new Shape.Keys(KeyContext.WORKFLOW_STEP)),
                "Tool calls, each started as soon as what it needs has ended.")
            .required(),
        Key.of(
                "return",
                names(TextForm.NAME, COMPUTED),
                "The outputs of the node, computed when all steps have ended.")
            .orElse("the result of each step, by its id")
            .within(ScopeKind.STEP),
        Shapes.ofUnknownCalls());
  }

  static List<Key> step() {
    return List.of(
        Key.of("id", new Shape.Text(TextForm.NAME), "The name of the step within its workflow.")
            .required(),
        Key.of("tool", new Shape.Text(TextForm.TOOL_NAME), "The tool to call.").required(),
        Key.of(
                "args",
                names(TextForm.PLAIN, COMPUTED),
                "The arguments, by name; `steps.ID` is the result of a step that this one needs.")
            .within(ScopeKind.STEP),
        Key.of(
            "needs",
            items(new Shape.Text(TextForm.STEP_REFERENCE)),
            "The steps that must have ended before; without any it starts at once."),
        Key.of(
            "retry",
            new Shape.Keys(KeyContext.RETRY),
            "When and how often a failed call is repeated."),
        Key.of(
                "continue_on_error",
                FLAG,
                "Whether the workflow goes on when the step fails; `steps.ID.error` tells then.")
            .orElse("`false`"));
  }

  static List<Key> code() {
    return List.of(
        Key.of("runtime", new Shape.Text(TextForm.RUNTIME), "What executes the source.").required(),
        Key.of(
                "source",
                SOURCE,
                "What is executed, as it is: nothing is interpolated. Values come by `args`.")
            .required(),
        Key.of("args", names(TextForm.PLAIN, COMPUTED), "The values that the source works on.")
            .within(ScopeKind.NODE),
        Key.of(
            "files",
            items(PLAIN),
            "Files below the workspace that the source works on; what for depends on the runtime."),
        Shapes.ofUnknownCalls());
  }
}

package fermata.definition.check.trigger;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.trigger.EntryBlocks.FormText;
import fermata.definition.keys.TextForm;
import fermata.definition.model.Node;
import fermata.definition.model.ValueTemplate;
import fermata.definition.schedule.PathPattern;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A trigger that the agent sets off itself. */
public final class WatchesOwnOutput implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7114", "trigger/watches-own-output", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "A node of the agent writes a file that the trigger watches: each run starts the next.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (FormText text : EntryBlocks.texts(context, TextForm.FILE_PATTERN)) {
      PathPattern pattern = PathPattern.of(text.scalar().text());
      for (Node node : context.definition().nodes().values()) {
        Optional<String> written = written(node).filter(pattern::matches);
        if (written.isPresent()) {
          String message =
              "node '%s' writes '%s', which starts the next run"
                  .formatted(node.id().value(), written.get());
          problems.accept(Problem.of(code(), Edits.inner(text.scalar()), message));
        }
      }
    }
  }

  /** What is written to a path that an expression makes is not known. */
  private static Optional<String> written(Node node) {
    return node instanceof Node.Tool tool
            && WRITING.contains(tool.tool().value())
            && tool.args().get("path") instanceof ValueTemplate.Literal(var path)
            && path.isTextual()
        ? Optional.of(path.textValue())
        : Optional.empty();
  }

  private static final Set<String> WRITING = Set.of("files.write", "files.patch");
}

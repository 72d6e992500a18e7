package fermata.definition.check.markdown;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.ForeignModels;
import fermata.definition.keys.ForeignNames;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A model whose name here is not known. */
public final class ModelWithoutCounterpart implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F8009", "markdown/model-without-counterpart", Severity.INFORMATION);
  }

  @Override
  public String summary() {
    return "The name does not stand for one `provider/model`; the model of the workspace is used.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    FrontMatters.foreign(context)
        .flatMap(block -> Stream.ofNullable(block.entry("model")))
        .flatMap(entry -> ForeignNames.of(entry.value()).stream())
        .filter(name -> !ForeignModels.isInherited(name.text()))
        .filter(name -> !context.project().aliases().containsKey(name.text()))
        .filter(name -> ForeignModels.find(name.text()).isEmpty())
        .forEach(
            name ->
                problems.accept(
                    Problem.of(
                        code(),
                        name.span(),
                        "model '%s' is not known here: the default of the workspace is used (expected: 'provider/model')"
                            .formatted(name.text()))));
  }
}

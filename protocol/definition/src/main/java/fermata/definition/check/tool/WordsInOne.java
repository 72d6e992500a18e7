package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlValues;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A whole command line where a program is expected. */
public final class WordsInOne implements Rule {

  private static final Pattern PLAIN_WORDS = Pattern.compile("[\\w./=@%+,:-]+( +[\\w./=@%+,:-]+)+");

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4015", "tool/words-in-one", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "A command is a program and its arguments, each an item of the list. One item with blanks in"
        + " it is taken as the name of a program.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (YamlNode.Sequence command : Commands.in(context)) {
      if (command.items().size() == 1
          && YamlValues.resolved(command.items().getFirst()) instanceof YamlNode.Scalar scalar
          && PLAIN_WORDS.matcher(scalar.text()).matches()) {
        String message =
            "'%s' is taken as the name of a program (expected: each word an item of the list)"
                .formatted(scalar.text());
        Problem problem = Problem.of(code(), scalar.span(), message);
        problems.accept(command.isFlow() ? withWords(problem, scalar) : problem);
      }
    }
  }

  private static Problem withWords(Problem problem, YamlNode.Scalar scalar) {
    String words =
        Arrays.stream(scalar.text().split(" +"))
            .map(word -> '"' + word + '"')
            .collect(Collectors.joining(", "));
    return problem.withFix("Make each word an item", List.of(new TextEdit(scalar.span(), words)));
  }
}

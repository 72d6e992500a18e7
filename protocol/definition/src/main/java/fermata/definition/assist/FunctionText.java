package fermata.definition.assist;

import fermata.definition.expression.Functions.Function;
import java.util.stream.Collectors;

/** What there is to say of a function of expressions, as Markdown. */
final class FunctionText {

  private FunctionText() {}

  static String of(Function function) {
    String ways =
        function.signatures().stream()
            .map(signature -> signature.written(function.name()) + " → " + signature.result())
            .distinct()
            .collect(Collectors.joining("\n"));
    return "```cel\n"
        + ways
        + "\n```\n\n"
        + function.doc()
        + "\n\nExample: `"
        + function.example()
        + "`";
  }
}

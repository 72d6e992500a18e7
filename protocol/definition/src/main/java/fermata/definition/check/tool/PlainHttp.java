package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import java.util.List;
import java.util.function.Consumer;

/** An address that is fetched in the open. */
public final class PlainHttp implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4013", "tool/plain-http", Severity.INFORMATION);
  }

  @Override
  public String summary() {
    return "What is fetched by `http` can be read and changed by everybody on the way.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (FetchedAddresses.Address address : FetchedAddresses.in(context)) {
      if (address.isPlain() && !FetchedAddresses.isPrivate(address.host())) {
        Span scheme = address.scalar().origins().sourceSpan(new Span(0, 4));
        Problem problem =
            Problem.of(code(), address.scalar().span(), "fetched in the open (expected: https)");
        problems.accept(
            problem.withFix("Change to 'https'", List.of(new TextEdit(scheme, "https"))));
      }
    }
  }
}

package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.model.Approvals;
import fermata.definition.model.ToolName;
import fermata.definition.model.ToolPattern;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.List;
import java.util.function.Consumer;

/** A rule of approvals that an earlier one always goes before. */
public final class ShadowedApproval implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4010", "tool/shadowed-approval", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "The first rule that fits decides, so a rule after one without a condition about the same"
        + " tools never does.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    List<Approvals.Rule> rules = context.definition().approvals().rules();
    for (int i = 0; i < rules.size(); i++) {
      for (int j = 0; j < i; j++) {
        Approvals.Rule earlier = rules.get(j);
        if (earlier.when() == null && covers(earlier.tool(), rules.get(i).tool())) {
          problems.accept(
              Problem.of(
                      code(),
                      context.place("approvals.rules[" + i + "].tool"),
                      "this rule never decides: the one about '%s' always goes before"
                          .formatted(earlier.tool().text()))
                  .withRelated(
                      context.place("approvals.rules[" + j + "].tool"), "it has no condition"));
          break;
        }
      }
    }
  }

  private static boolean covers(ToolPattern wide, ToolPattern narrow) {
    String text = narrow.text();
    return text.endsWith("*")
        ? wide.text().endsWith("*") && text.startsWith(stem(wide))
        : wide.matches(new ToolName(text));
  }

  private static String stem(ToolPattern pattern) {
    return pattern.text().substring(0, pattern.text().length() - 1);
  }
}

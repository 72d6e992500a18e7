package fermata.definition.check;

import fermata.definition.check.rule.Rule;
import java.util.List;

/** All rules. */
public final class Rules {

  /** In the order of their codes. */
  public static final List<Rule> ALL = List.of();

  /** Those that look at keys and schemas only, and so fit a tool catalogue too. */
  public static final List<Rule> OF_FORM = List.of();

  private Rules() {}
}

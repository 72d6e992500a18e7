package fermata.definition.check.rule;

import fermata.definition.index.ExpressionSite;
import fermata.definition.text.Span;
import java.util.List;

/**
 * A value that an expression reads for sure when it is evaluated.
 *
 * @param path the names, such as {@code nodes, triage, amount}
 * @param span the place of the last name in the definition
 */
public record Read(ExpressionSite site, List<String> path, Span span) {

  /** Whether it reads something below a name, so many names deep at least. */
  public boolean isOf(String root, int lengthMin) {
    return path.size() >= lengthMin && path.getFirst().equals(root);
  }
}

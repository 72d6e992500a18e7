package fermata.wire.json;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A JSON value does not fit the record that it was meant for. Carries every fault, not only the
 * first.
 */
public final class BindingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<BindingIssue> issues;

  BindingException(List<BindingIssue> issues) {
    super(issues.stream().map(BindingException::describe).collect(Collectors.joining("; ")));
    this.issues = List.copyOf(issues);
  }

  /** {@return the faults, in the order of the record; at least one} */
  public List<BindingIssue> issues() {
    return issues;
  }

  private static String describe(BindingIssue issue) {
    return (issue.pointer().isEmpty() ? "the value" : issue.pointer()) + ": " + issue.message();
  }
}

package fermata.definition.text;

/**
 * The stable identity of a kind of problem.
 *
 * @param code {@code F} and four digits; never reused
 * @param name {@code group/kebab-name}, for people
 * @param severity the severity that problems of this kind have by default
 */
public record ProblemCode(String code, String name, Severity severity) {

  public ProblemCode {
    if (!isCode(code)) {
      throw new IllegalArgumentException("problem code: " + code);
    }
  }

  /** Whether it is about how a text is written, not about what it means. */
  public boolean isOfForm() {
    return code.charAt(1) == '1';
  }

  /** Whether it is about the syntax of a text. */
  public boolean isOfSyntax() {
    return code.startsWith("F10");
  }

  // Every problem that is found makes its code, so no pattern is compiled here.
  private static boolean isCode(String code) {
    boolean isCode = code.length() == 5 && code.charAt(0) == 'F';
    for (int i = 1; isCode && i < code.length(); i++) {
      isCode = code.charAt(i) >= '0' && code.charAt(i) <= '9';
    }
    return isCode;
  }
}

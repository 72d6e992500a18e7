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
    if (!code.matches("F\\d{4}")) {
      throw new IllegalArgumentException("problem code: " + code);
    }
  }
}

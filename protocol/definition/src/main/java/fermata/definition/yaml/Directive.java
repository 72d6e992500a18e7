package fermata.definition.yaml;

import fermata.definition.text.Span;
import java.util.regex.Pattern;

/** One directive line, {@code %YAML 1.2} or {@code %TAG …}. */
final class Directive {

  private static final Pattern VERSION = Pattern.compile("YAML[ \\t]+1\\.\\d+");
  private static final Pattern TAG = Pattern.compile("TAG[ \\t]+\\S+[ \\t]+\\S+");

  private final YamlScan scan;
  private final int start;

  Directive(YamlScan scan, int start) {
    this.scan = scan;
    this.start = start;
  }

  /** Reports a directive that is not written as it should be; {@return whether it is a version} */
  boolean check() {
    YamlText text = scan.text();
    int end = text.lineEnd(start);
    int comment = text.indexOf('#', start, end);
    int contentEnd = comment > start && text.isComment(comment) ? comment : end;
    String directive = text.slice(start + 1, contentEnd).strip();
    boolean isYaml = isNamed(directive, "YAML");
    boolean isTag = isNamed(directive, "TAG");
    boolean isWellFormed =
        isYaml ? VERSION.matcher(directive).matches() : !isTag || TAG.matcher(directive).matches();
    if (!isWellFormed) {
      scan.problem(
          YamlProblems.DIRECTIVE,
          new Span(start, contentEnd),
          "expected '%YAML 1.2' or '%TAG handle prefix'");
    }
    return isYaml;
  }

  private static boolean isNamed(String directive, String name) {
    return directive.equals(name) || directive.startsWith(name + " ");
  }
}

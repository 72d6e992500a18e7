package fermata.cli.test;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.console.Amounts;
import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.wire.json.Json;
import java.util.List;
import java.util.Locale;

/** What came of tests, for people and for programs. */
public final class TestReport {

  private final Console console;

  public TestReport(Console console) {
    this.console = console;
  }

  /** Prints how a test ended. */
  public void print(Verdict verdict, String file) {
    String mark =
        verdict.isPassed()
            ? console.outPaint().good(console.symbols().done())
            : console.outPaint().bad(console.symbols().failed());
    console.print(
        mark
            + " "
            + DisplayText.oneLine(verdict.test().name())
            + " "
            + console.outPaint().faint("(" + file + ", " + Amounts.duration(verdict.took()) + ")"));
    verdict.differences().forEach(one -> console.print("    " + DisplayText.oneLine(one)));
  }

  /** Prints what became of a recording. */
  public void print(Recordings.Made made, String file) {
    console.print(
        made.isKept()
            ? "%s: %d %s, %d to requests that it had before"
                .formatted(
                    file, made.replies(), made.replies() == 1 ? "reply" : "replies", made.same())
            : file + " stays as it was: " + DisplayText.oneLine(made.obstacle()));
  }

  /** Prints how many passed. */
  public void printSum(List<Verdict> verdicts) {
    long failed = failed(verdicts);
    String sum = Amounts.count(verdicts.size(), "test");
    console.print(
        failed == 0
            ? console.outPaint().good(sum + " passed")
            : console.outPaint().bad(sum + ", " + failed + " failed"));
  }

  private static long failed(List<Verdict> verdicts) {
    return verdicts.stream().filter(verdict -> !verdict.isPassed()).count();
  }

  /** {@return how a test ended, as one JSON object} */
  public static ObjectNode json(Verdict verdict, String file) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("type", "test").put("file", file).put("name", verdict.test().name());
    json.put("passed", verdict.isPassed()).put("durationMs", verdict.took().toMillis());
    verdict.differences().forEach(json.putArray("differences")::add);
    return json;
  }

  /** {@return what became of a recording, as one JSON object} */
  public static ObjectNode json(Recordings.Made made, String file) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("type", "recording").put("file", file).put("written", made.isKept());
    json.put("replies", made.replies()).put("same", made.same());
    return made.isKept() ? json : json.put("reason", made.obstacle());
  }

  /** {@return how many passed, as one JSON object} */
  public static ObjectNode jsonSum(List<Verdict> verdicts) {
    ObjectNode json = Json.mapper().createObjectNode();
    return json.put("type", "end").put("tests", verdicts.size()).put("failed", failed(verdicts));
  }

  /**
   * {@return the report that build servers read}
   *
   * <p>Source: the schema of JUnit's Ant task, as Jenkins, GitLab and others take it.
   */
  public static String junit(List<Verdict> verdicts, List<String> files) {
    var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    long all = verdicts.stream().mapToLong(verdict -> verdict.took().toMillis()).sum();
    xml.append(
        "<testsuite name=\"fermata test\" tests=\"%d\" failures=\"%d\" errors=\"0\" time=\"%s\">\n"
            .formatted(verdicts.size(), failed(verdicts), seconds(all)));
    for (int i = 0; i < verdicts.size(); i++) {
      addCase(xml, verdicts.get(i), files.get(i));
    }
    return xml.append("</testsuite>\n").toString();
  }

  private static void addCase(StringBuilder xml, Verdict verdict, String file) {
    xml.append(
        "  <testcase classname=\"%s\" name=\"%s\" time=\"%s\""
            .formatted(
                escaped(file), escaped(verdict.test().name()), seconds(verdict.took().toMillis())));
    if (verdict.isPassed()) {
      xml.append("/>\n");
      return;
    }
    xml.append(
        ">\n    <failure message=\"%s\">%s</failure>\n  </testcase>\n"
            .formatted(
                escaped(verdict.differences().getFirst()),
                escaped(String.join("\n", verdict.differences()))));
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
  }

  // What XML has no character for is shown as one that says so.
  private static String escaped(String text) {
    return text.replaceAll(
            "[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}

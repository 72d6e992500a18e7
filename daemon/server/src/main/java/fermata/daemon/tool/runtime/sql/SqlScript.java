package fermata.daemon.tool.runtime.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The statements of a source, with their named parameters as question marks.
 *
 * <p>Knows as much of SQL as SQLite's own {@code sqlite3_complete}: texts, quoted names, comments,
 * and the body of a trigger, whose statements are a part of it.
 */
final class SqlScript {

  /**
   * One statement.
   *
   * @param parameters the names of its question marks, in order
   */
  record Statement(String text, List<String> parameters) {

    Statement {
      parameters = List.copyOf(parameters);
    }
  }

  private final String source;
  private final List<Statement> statements = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final List<String> parameters = new ArrayList<>();
  private final List<String> words = new ArrayList<>();

  private SqlScript(String source) {
    this.source = source;
  }

  static List<Statement> parse(String source) {
    var script = new SqlScript(source);
    script.read();
    return List.copyOf(script.statements);
  }

  private void read() {
    int at = 0;
    while (at < source.length()) {
      char c = source.charAt(at);
      int next = skipped(at, c);
      if (next > at) {
        text.append(source, at, next);
        at = next;
      } else if (c == ';') {
        at++;
        endStatement();
      } else if (c == ':' && isWord(at + 1)) {
        int end = wordEnd(at + 1);
        parameters.add(source.substring(at + 1, end));
        text.append('?');
        at = end;
      } else if (isWord(at)) {
        int end = wordEnd(at);
        words.add(source.substring(at, end).toLowerCase(Locale.ROOT));
        text.append(source, at, end);
        at = end;
      } else {
        text.append(c);
        at++;
      }
    }
    finish();
  }

  /** {@return where a text, a quoted name or a comment that begins here ends} */
  private int skipped(int at, char c) {
    return switch (c) {
      case '\'', '"', '`' -> quoteEnd(at, c);
      case '[' -> end("]", at);
      case '-' -> source.startsWith("--", at) ? end("\n", at) : at;
      case '/' -> source.startsWith("/*", at) ? end("*/", at + 2) : at;
      default -> at;
    };
  }

  private int quoteEnd(int at, char quote) {
    int end = at + 1;
    while (end < source.length()) {
      boolean isQuote = source.charAt(end) == quote;
      boolean isDoubled = isQuote && end + 1 < source.length() && source.charAt(end + 1) == quote;
      end += isDoubled ? 2 : 1;
      if (isQuote && !isDoubled) {
        break;
      }
    }
    return end;
  }

  private int end(String mark, int from) {
    int end = source.indexOf(mark, from);
    return end < 0 ? source.length() : end + mark.length();
  }

  private boolean isWord(int at) {
    return at < source.length()
        && (Character.isLetterOrDigit(source.charAt(at)) || source.charAt(at) == '_');
  }

  private int wordEnd(int at) {
    int end = at;
    while (isWord(end)) {
      end++;
    }
    return end;
  }

  private void endStatement() {
    boolean isInTrigger = isTrigger() && !words.getLast().equals("end");
    if (isInTrigger) {
      text.append(';');
    } else {
      finish();
    }
  }

  private boolean isTrigger() {
    if (words.size() < 2 || !words.getFirst().equals("create")) {
      return false;
    }
    String second = words.get(1);
    boolean isTemporary = second.equals("temp") || second.equals("temporary");
    return (isTemporary && words.size() > 2 ? words.get(2) : second).equals("trigger");
  }

  private void finish() {
    if (!words.isEmpty()) {
      statements.add(new Statement(text.toString().strip(), parameters));
    }
    text.setLength(0);
    parameters.clear();
    words.clear();
  }
}

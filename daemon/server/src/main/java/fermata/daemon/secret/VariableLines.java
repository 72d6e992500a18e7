package fermata.daemon.secret;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables of a text with a line {@code NAME=VALUE} for each, as files {@code .env} have them.
 *
 * <p>Lines that begin with {@code #}, and those without a name, are passed over; {@code export}
 * before a name and quotes around a value are no part of them. Nothing in a value is computed.
 */
public final class VariableLines {

  private static final Pattern LINE =
      Pattern.compile("\\s*(?:export\\s+)?([^\\s=#][^=]*?)\\s*=\\s*(.*?)\\s*");

  private VariableLines() {}

  /** {@return the variables, in the order of the lines; of two of one name the last} */
  public static Map<String, String> parse(String text) {
    var all = new LinkedHashMap<String, String>();
    text.lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(line -> all.put(line.group(1), unquoted(line.group(2))));
    return all;
  }

  private static String unquoted(String value) {
    boolean isQuoted =
        value.length() > 1
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(0) == value.charAt(value.length() - 1);
    return isQuoted ? value.substring(1, value.length() - 1) : value;
  }
}

package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The addresses that nodes fetch, as far as they are written. */
final class FetchedAddresses {

  private static final Pattern ADDRESS =
      Pattern.compile("(?i)(https?)://(?:[^/?#@]*@)?(\\[[0-9a-f:.]+\\]|[^/?#:@$]+)(?=[/?#:]|$)");

  private FetchedAddresses() {}

  /**
   * An address.
   *
   * @param host in lower case
   */
  record Address(YamlNode.Scalar scalar, boolean isPlain, String host) {}

  static List<Address> in(CheckContext context) {
    var found = new ArrayList<Address>();
    for (ToolNodes.Call call : ToolNodes.in(context)) {
      for (Entry argument : call.args()) {
        if (call.tool().name().value().equals("web.fetch")
            && argument.keyText().equals("url")
            && YamlValues.resolved(argument.value()) instanceof YamlNode.Scalar scalar) {
          Matcher matcher = ADDRESS.matcher(scalar.text());
          if (matcher.lookingAt()) {
            boolean isPlain = matcher.group(1).equalsIgnoreCase("http");
            found.add(new Address(scalar, isPlain, matcher.group(2).toLowerCase(Locale.ROOT)));
          }
        }
      }
    }
    return found;
  }

  /** Whether a host is this machine or in a private network, as far as its name says so. */
  static boolean isPrivate(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("[::1]")
        || host.equals("metadata.google.internal")
        || host.matches("\\[f[cd][0-9a-f:]*\\]|\\[fe80:[0-9a-f:.]*\\]")
        || host.matches(
            "(127|10)(\\.\\d{1,3}){3}|(169\\.254|192\\.168)(\\.\\d{1,3}){2}"
                + "|172\\.(1[6-9]|2\\d|3[01])(\\.\\d{1,3}){2}|0\\.0\\.0\\.0");
  }
}

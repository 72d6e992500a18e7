package fermata.definition.yaml;

import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode.Alias;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what begins with {@code &}, {@code !} or {@code *}. */
final class PropertyReader {

  private static final Set<String> CORE_TAGS =
      Set.of("!", "!!str", "!!int", "!!float", "!!bool", "!!null", "!!map", "!!seq", "!!merge");
  private static final String VERBATIM_CORE = "!<tag:yaml.org,2002:";

  private final YamlScan scan;
  private final YamlText text;

  PropertyReader(YamlScan scan) {
    this.scan = scan;
    this.text = scan.text();
  }

  /** {@return the properties at an offset, none where nothing else stands there} */
  Properties read(int start) {
    String anchor = null;
    String tag = null;
    int end = start;
    for (int next = start; isProperty(next); next = text.skipBlanks(end)) {
      end = nameEnd(next);
      var span = new Span(next, end);
      if (text.at(next) == '&') {
        reportSecond(anchor, span, "anchor");
        anchor = text.slice(next + 1, end);
      } else {
        reportSecond(tag, span, "tag");
        tag = tag(span);
      }
    }
    return new Properties(anchor, tag, new Span(start, end));
  }

  /** Reads the alias at an offset. */
  Alias alias(int start, Properties properties) {
    return scan.alias(new Span(start, nameEnd(start)), properties);
  }

  private boolean isProperty(int offset) {
    return text.at(offset) == '&' || text.at(offset) == '!';
  }

  private int nameEnd(int start) {
    int end = start + 1;
    if (text.startsWith("!<", start)) {
      while (!text.isSpace(end) && text.at(end - 1) != '>') {
        end++;
      }
      return end;
    }
    while (!text.isSpace(end) && !YamlText.isFlowIndicator(text.at(end))) {
      end++;
    }
    return end;
  }

  private void reportSecond(@Nullable String earlier, Span span, String what) {
    if (earlier != null) {
      scan.problem(YamlProblems.NODE_PROPERTIES, span, "a node has one " + what + " at most");
    }
  }

  private String tag(Span span) {
    String written = text.slice(span);
    String tag =
        written.startsWith(VERBATIM_CORE) && written.endsWith(">")
            ? "!!" + written.substring(VERBATIM_CORE.length(), written.length() - 1)
            : written;
    if (!CORE_TAGS.contains(tag)) {
      scan.problem(YamlProblems.UNKNOWN_TAG, span, "tag '" + tag + "' has no meaning here");
    }
    return tag;
  }
}

package fermata.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text of a transcript, with names in angle brackets for what is not known beforehand.
 *
 * @param names what the names stand for; learns new ones
 */
record Wanted(String text, Map<String, String> names) {

  private static final Pattern NAME = Pattern.compile("<([a-zA-Z0-9:*]+)>");

  /** Compares, learns, and returns what is wrong, if anything. */
  @Nullable String take(JsonNode got) {
    if (text.equals("<*>")) {
      return null;
    }
    if (!got.isTextual()) {
      return "'" + text + "' wanted, " + got + " found";
    }
    var learned = new ArrayList<String>();
    Matcher matcher = pattern(learned).matcher(got.textValue());
    if (!matcher.matches()) {
      return "'" + text + "' wanted, '" + got.textValue() + "' found; " + names;
    }
    for (int index = 0; index < learned.size(); index++) {
      names.put(learned.get(index), matcher.group(index + 1));
    }
    return null;
  }

  private Pattern pattern(List<String> learned) {
    var pattern = new StringBuilder();
    Matcher matcher = NAME.matcher(text);
    int end = 0;
    while (matcher.find()) {
      pattern.append(Pattern.quote(text.substring(end, matcher.start())));
      String name = matcher.group(1);
      String known = names.get(name);
      if (name.equals("*")) {
        pattern.append(".*");
      } else if (known != null) {
        pattern.append(Pattern.quote(known));
      } else {
        pattern.append("(.*)");
        learned.add(name);
      }
      end = matcher.end();
    }
    pattern.append(Pattern.quote(text.substring(end)));
    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }
}

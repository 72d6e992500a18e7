package fermata.daemon.tool.runtime.html;

import java.util.Map;

/** What a page says without its marks, for those who cannot show one. */
final class PlainText {

  private static final Map<String, String> ENTITIES =
      Map.of("&lt;", "<", "&gt;", ">", "&quot;", "\"", "&#39;", "'", "&nbsp;", " ", "&amp;", "&");

  private PlainText() {}

  /** {@return the words of a page; one pass, in linear time} */
  static String of(String page) {
    var text = new StringBuilder();
    String lower = lower(page);
    int at = 0;
    while (at < page.length()) {
      int open = page.indexOf('<', at);
      if (open < 0) {
        text.append(page, at, page.length());
        break;
      }
      text.append(page, at, open);
      at = after(lower, open);
      text.append(isBreak(lower, open) ? '\n' : ' ');
    }
    return tidy(text.toString());
  }

  /** Letter by letter: the places in both must be the same. */
  private static String lower(String page) {
    char[] letters = page.toCharArray();
    for (int i = 0; i < letters.length; i++) {
      if (letters[i] >= 'A' && letters[i] <= 'Z') {
        letters[i] = (char) (letters[i] + 'a' - 'A');
      }
    }
    return new String(letters);
  }

  private static int after(String page, int open) {
    for (String hidden : new String[] {"script", "style"}) {
      if (page.startsWith("<" + hidden, open)) {
        int end = page.indexOf("</" + hidden, open);
        int close = end < 0 ? -1 : page.indexOf('>', end);
        return close < 0 ? page.length() : close + 1;
      }
    }
    String closing = page.startsWith("<!--", open) ? "-->" : ">";
    int close = page.indexOf(closing, open);
    return close < 0 ? page.length() : close + closing.length();
  }

  private static boolean isBreak(String page, int open) {
    for (String block : new String[] {"</p", "</h", "<br", "</li", "</tr", "</div", "</title"}) {
      if (page.startsWith(block, open)) {
        return true;
      }
    }
    return false;
  }

  private static String tidy(String text) {
    String words = text;
    for (Map.Entry<String, String> entity : ENTITIES.entrySet()) {
      if (!entity.getKey().equals("&amp;")) {
        words = words.replace(entity.getKey(), entity.getValue());
      }
    }
    // Last, or "&amp;lt;" would become a mark.
    words = words.replace("&amp;", "&");
    var lines = new StringBuilder();
    for (String line : words.split("\n", -1)) {
      String stripped = line.strip().replaceAll("[ \\t]{2,}", " ");
      if (!stripped.isEmpty()) {
        lines.append(stripped).append('\n');
      }
    }
    return lines.toString().strip();
  }
}

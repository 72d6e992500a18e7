package fermata.daemon.tool.files;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern over paths with {@code /} between names.
 *
 * <p>{@code *} stands for any characters within a name, {@code ?} for one, {@code **} as a whole
 * name for any number of folders, none included, {@code {a,b}} for either; {@code \} takes the next
 * character as it is. Upper and lower case differ. Matching takes time in proportion to pattern
 * times path, whatever the pattern is.
 *
 * <p>Immutable.
 */
public final class GlobPattern {

  /** How many patterns the braces of one pattern may stand for. */
  public static final int ALTERNATIVES_MAX = 200;

  private static final String ANY_FOLDERS = "**";

  private final List<List<String>> alternatives;

  private GlobPattern(List<List<String>> alternatives) {
    this.alternatives = alternatives;
  }

  /**
   * Reads a pattern.
   *
   * @throws FileRefusal where it is none
   */
  public static GlobPattern of(String pattern) {
    List<String> expanded = new ArrayList<>();
    expand("", pattern, pattern, expanded);
    return new GlobPattern(expanded.stream().map(one -> List.of(one.split("/", -1))).toList());
  }

  private static void expand(String done, String rest, String whole, List<String> expanded) {
    int open = indexOfPlain(rest, '{', 0);
    if (open < 0) {
      if (expanded.size() == ALTERNATIVES_MAX) {
        throw refused(whole, "more than " + ALTERNATIVES_MAX + " alternatives");
      }
      expanded.add(done + rest);
      return;
    }
    int close = closing(rest, open, whole);
    for (String choice : choices(rest.substring(open + 1, close))) {
      expand(done, rest.substring(0, open) + choice + rest.substring(close + 1), whole, expanded);
    }
  }

  private static int closing(String text, int open, String whole) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i;
      }
    }
    throw refused(whole, "'{' without '}'");
  }

  private static List<String> choices(String inner) {
    List<String> choices = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < inner.length(); i++) {
      switch (inner.charAt(i)) {
        case '\\' -> i++;
        case '{' -> depth++;
        case '}' -> depth--;
        case ',' -> {
          if (depth == 0) {
            choices.add(inner.substring(start, i));
            start = i + 1;
          }
        }
        default -> {}
      }
    }
    choices.add(inner.substring(start));
    return choices;
  }

  private static int indexOfPlain(String text, char wanted, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == wanted) {
        return i;
      }
    }
    return -1;
  }

  private static FileRefusal refused(String pattern, String why) {
    return new FileRefusal(FileRefusal.Reason.UNFIT, "pattern '" + pattern + "': " + why);
  }

  /** Whether a path, relative and with {@code /} between names, fits. */
  public boolean matches(String path) {
    List<String> names = List.of(path.split("/", -1));
    return alternatives.stream().anyMatch(pattern -> matches(pattern, names));
  }

  // reached[i]: the names read so far can be matched by the first i parts of the pattern.
  private static boolean matches(List<String> pattern, List<String> names) {
    boolean[] reached = new boolean[pattern.size() + 1];
    reached[0] = true;
    skipAnyFolders(pattern, reached);
    for (String name : names) {
      boolean[] next = new boolean[pattern.size() + 1];
      for (int i = 0; i < pattern.size(); i++) {
        if (reached[i] && pattern.get(i).equals(ANY_FOLDERS)) {
          next[i] = true;
        } else if (reached[i] && nameMatches(pattern.get(i), name)) {
          next[i + 1] = true;
        }
      }
      skipAnyFolders(pattern, next);
      reached = next;
    }
    return reached[pattern.size()];
  }

  private static void skipAnyFolders(List<String> pattern, boolean[] reached) {
    for (int i = 0; i < pattern.size(); i++) {
      if (reached[i] && pattern.get(i).equals(ANY_FOLDERS)) {
        reached[i + 1] = true;
      }
    }
  }

  // The usual two-pointer match: after a mismatch only the last star needs to be tried again.
  private static boolean nameMatches(String pattern, String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int starName = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        starName = n;
      } else if (fitsAt(pattern, p, name.charAt(n))) {
        p += pattern.charAt(p) == '\\' ? 2 : 1;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++starName;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private static boolean fitsAt(String pattern, int p, char c) {
    if (p >= pattern.length()) {
      return false;
    }
    char wanted = pattern.charAt(p);
    if (wanted == '\\') {
      return p + 1 < pattern.length() && pattern.charAt(p + 1) == c;
    }
    return wanted == '?' || wanted == c;
  }
}

package fermata.definition.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The names that somebody probably meant when they wrote one that does not exist.
 *
 * <p>A name is near when it is the same but for its case, or within {@code max(2, length / 3)}
 * edits of the written one, a swap of neighbours counting as one edit (Damerau-Levenshtein, optimal
 * string alignment). A name that shares no letter with the written one is never near.
 */
public final class Suggestions {

  /** The most names that are suggested for one mistake. */
  public static final int SUGGESTIONS_MAX = 3;

  /** The most names that {@link #hint} lists when none is near. */
  public static final int LISTED_MAX = 12;

  /** Written names longer than this, in UTF-16 units, get no suggestion: nobody mistypes those. */
  public static final int NAME_UNITS_MAX = 100;

  private Suggestions() {}

  /** {@return the near names, nearest first, at most three; equals in the order given} */
  public static List<String> near(String written, Collection<String> known) {
    if (written.isEmpty() || written.length() > NAME_UNITS_MAX) {
      return List.of();
    }
    int distanceMax = Math.max(2, written.length() / 3);
    String lowered = written.toLowerCase(Locale.ROOT);
    var ranked = new ArrayList<Ranked>();
    for (String name : known) {
      int distance = rank(lowered, name, distanceMax);
      if (distance <= distanceMax) {
        ranked.add(new Ranked(name, distance));
      }
    }
    ranked.sort(Comparator.comparingInt(Ranked::distance));
    return ranked.stream().map(Ranked::name).distinct().limit(SUGGESTIONS_MAX).toList();
  }

  /**
   * {@return what to append to a message about an unknown name} For example {@code " (did you mean
   * 'review'?)"}; when nothing is near {@code " (available: plan, review)"}; and nothing when there
   * is nothing to choose from.
   */
  public static String hint(String written, Collection<String> known) {
    List<String> near = near(written, known);
    if (!near.isEmpty()) {
      return " (did you mean " + oneOf(near) + "?)";
    }
    return known.isEmpty() ? "" : " (available: " + listed(known) + ")";
  }

  /** {@return the names in their order, the first twelve of them, and how many more there are} */
  public static String listed(Collection<String> names) {
    String shown = names.stream().limit(LISTED_MAX).collect(Collectors.joining(", "));
    int hidden = names.size() - LISTED_MAX;
    return hidden > 0 ? shown + " and " + hidden + " more" : shown;
  }

  /** {@return the names with "or" between them} */
  public static String oneOf(List<String> names) {
    return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(" or "));
  }

  private record Ranked(String name, int distance) {}

  // Same letters in another case rank before every edit, whatever the length.
  private static int rank(String written, String name, int distanceMax) {
    if (name.equalsIgnoreCase(written)) {
      return -1;
    }
    if (Math.abs(name.length() - written.length()) > distanceMax) {
      return Integer.MAX_VALUE;
    }
    int distance = distance(written, name.toLowerCase(Locale.ROOT), distanceMax);
    // Within two edits of 'a' or 'id' lies every short name; an edit of all letters is no likeness.
    return distance < Math.max(written.length(), name.length()) ? distance : Integer.MAX_VALUE;
  }

  /**
   * {@return the number of insertions, deletions, replacements and swaps between two words, or more
   * than the most that is asked for}
   */
  static int distance(String left, String right, int distanceMax) {
    int[] beforeLast = new int[right.length() + 1];
    int[] last = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] row = new int[right.length() + 1];
      row[0] = i;
      int least = i;
      for (int j = 1; j <= right.length(); j++) {
        int replaced = last[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
        if (isSwap(left, i, right, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
        least = Math.min(least, row[j]);
      }
      // Rows rise by one at most, so even a swap, which reaches back two, gets no lower than this.
      if (least > distanceMax) {
        return least;
      }
      beforeLast = last;
      last = row;
    }
    return last[right.length()];
  }

  private static boolean isSwap(String left, int i, String right, int j) {
    return i > 1
        && j > 1
        && left.charAt(i - 1) == right.charAt(j - 2)
        && left.charAt(i - 2) == right.charAt(j - 1);
  }
}

package fermata.definition.text;

import java.util.Arrays;
import java.util.Collection;
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
    var nearest = new Nearest(written);
    for (String name : known) {
      nearest.look(name);
    }
    return nearest.found();
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

  /** {@return which characters a text has, of each two or three one bit} */
  private static long letters(String text) {
    long letters = 0;
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit >= 128) {
        return 0;
      }
      letters |= 1L << (unit >= 'A' && unit <= 'Z' ? unit + 'a' - 'A' : unit);
    }
    return letters;
  }

  /**
   * The nearest of the names that were looked at. Confined to one thread: made for one name.
   *
   * <p>Once there are as many as are asked for, only nearer ones count, so that a look at one of
   * thousands of names costs next to nothing.
   */
  private static final class Nearest {

    private final String written;
    private final String lowered;
    private final long letters;
    private final String[] names = new String[SUGGESTIONS_MAX];
    private final int[] distances = new int[SUGGESTIONS_MAX];
    private int count;

    /** The most edits that are of interest. */
    private int distanceMax;

    private int[] beforeLast;
    private int[] last;
    private int[] row;

    Nearest(String written) {
      this.written = written;
      lowered = written.toLowerCase(Locale.ROOT);
      letters = letters(lowered);
      distanceMax = Math.max(2, written.length() / 3);
      int units = 2 * NAME_UNITS_MAX;
      beforeLast = new int[units];
      last = new int[units];
      row = new int[units];
    }

    List<String> found() {
      return List.of(Arrays.copyOf(names, count));
    }

    void look(String name) {
      int distance = rank(name);
      if (distance > distanceMax || isFound(name)) {
        return;
      }
      int place = count < SUGGESTIONS_MAX ? count++ : SUGGESTIONS_MAX - 1;
      while (place > 0 && distances[place - 1] > distance) {
        names[place] = names[place - 1];
        distances[place] = distances[place - 1];
        place--;
      }
      names[place] = name;
      distances[place] = distance;
      if (count == SUGGESTIONS_MAX) {
        distanceMax = distances[count - 1] - 1;
      }
    }

    private boolean isFound(String name) {
      for (int i = 0; i < count; i++) {
        if (name.equals(names[i])) {
          return true;
        }
      }
      return false;
    }

    // Same letters in another case rank before every edit, whatever the length.
    private int rank(String name) {
      if (name.equalsIgnoreCase(written)) {
        return -1;
      }
      if (Math.abs(name.length() - written.length()) > distanceMax || isOfOtherLetters(name)) {
        return Integer.MAX_VALUE;
      }
      int distance = distance(name.toLowerCase(Locale.ROOT));
      // Within two edits of 'a' or 'id' lies every short name; an edit of all letters is no
      // likeness.
      return distance < Math.max(written.length(), name.length()) ? distance : Integer.MAX_VALUE;
    }

    /** Whether more letters of one are missing in the other than there may be edits. */
    private boolean isOfOtherLetters(String name) {
      long others = letters(name);
      return letters != 0
          && others != 0
          && (Long.bitCount(letters & ~others) > distanceMax
              || Long.bitCount(others & ~letters) > distanceMax);
    }

    private int distance(String right) {
      if (right.length() >= row.length) {
        return Integer.MAX_VALUE;
      }
      for (int j = 0; j <= right.length(); j++) {
        last[j] = j;
      }
      for (int i = 1; i <= lowered.length(); i++) {
        row[0] = i;
        int least = i;
        for (int j = 1; j <= right.length(); j++) {
          int replaced = last[j - 1] + (lowered.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
          int edits = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
          if (isSwap(lowered, i, right, j)) {
            edits = Math.min(edits, beforeLast[j - 2] + 1);
          }
          row[j] = edits;
          least = Math.min(least, edits);
        }
        // Rows rise by one at most, so even a swap, which reaches back two, gets no lower.
        if (least > distanceMax) {
          return least;
        }
        int[] free = beforeLast;
        beforeLast = last;
        last = row;
        row = free;
      }
      return last[right.length()];
    }
  }

  private static boolean isSwap(String left, int i, String right, int j) {
    return i > 1
        && j > 1
        && left.charAt(i - 1) == right.charAt(j - 2)
        && left.charAt(i - 2) == right.charAt(j - 1);
  }
}

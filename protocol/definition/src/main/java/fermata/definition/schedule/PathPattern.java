package fermata.definition.schedule;

import java.util.Arrays;
import java.util.List;

/**
 * A pattern of paths below a folder: names with {@code *} and {@code ?} for letters, {@code **} for
 * any number of folders.
 *
 * <p>As in shells, a wildcard stands for no name that begins with a dot, so that {@code **} does
 * not watch what tools keep for themselves. Immutable.
 */
public final class PathPattern {

  /** How many names one pattern has at most; what is deeper fits nothing. */
  private static final int NAMES_MAX = 32;

  private static final int ANY_LETTERS = -1;
  private static final int ANY_LETTER = -2;
  private static final int ANY_FOLDERS = -3;

  private final String text;
  private final List<int[]> names;

  private PathPattern(String text, List<int[]> names) {
    this.text = text;
    this.names = names;
  }

  /** {@return the pattern of a text}; one that is not {@link #isInside} fits nothing that is. */
  public static PathPattern of(String text) {
    return new PathPattern(
        text, Arrays.stream(text.split("/", -1)).map(PathPattern::wild).toList());
  }

  /** Whether a text names something below a folder: no way up, no root, no empty name. */
  public static boolean isInside(String text) {
    return !text.isEmpty()
        && text.indexOf('\\') < 0
        && text.indexOf('\0') < 0
        && Arrays.stream(text.split("/", -1))
            .noneMatch(name -> name.isEmpty() || name.equals(".") || name.equals(".."));
  }

  /** {@return the pattern as written} */
  public String text() {
    return text;
  }

  /** Whether a path, with {@code /} between its names, fits. */
  public boolean matches(String path) {
    List<int[]> literal = Arrays.stream(path.split("/", -1)).map(PathPattern::literal).toList();
    return new Meeting(names, literal).meet();
  }

  /** Whether some path fits this and another one. */
  public boolean overlaps(PathPattern other) {
    return new Meeting(names, other.names).meet();
  }

  /** {@return the folder below which everything stands that fits, without wildcards} */
  public String folder() {
    var folder = new StringBuilder();
    for (String name : text.substring(0, Math.max(0, text.lastIndexOf('/'))).split("/", -1)) {
      if (name.isEmpty() || name.indexOf('*') >= 0 || name.indexOf('?') >= 0) {
        break;
      }
      folder.append(folder.isEmpty() ? "" : "/").append(name);
    }
    return folder.toString();
  }

  /** Whether files in folders below {@link #folder} fit too. */
  public boolean isDeep() {
    String folder = folder();
    String rest = folder.isEmpty() ? text : text.substring(folder.length() + 1);
    return rest.indexOf('/') >= 0 || rest.contains("**");
  }

  private static int[] wild(String name) {
    if (name.equals("**")) {
      return new int[] {ANY_FOLDERS};
    }
    return name.chars()
        .map(letter -> letter == '*' ? ANY_LETTERS : letter == '?' ? ANY_LETTER : letter)
        .toArray();
  }

  private static int[] literal(String name) {
    return name.chars().toArray();
  }

  /** Looks for something that fits both of two patterns. */
  private record Meeting(List<int[]> left, List<int[]> right) {

    boolean meet() {
      return left.size() <= NAMES_MAX && right.size() <= NAMES_MAX && meet(0, 0);
    }

    private boolean meet(int i, int j) {
      boolean isLeftDone = i == left.size();
      boolean isRightDone = j == right.size();
      if (!isLeftDone && isAnyFolders(left.get(i))) {
        return meet(i + 1, j) || (!isRightDone && isWildFor(right.get(j)) && meet(i, j + 1));
      }
      if (!isRightDone && isAnyFolders(right.get(j))) {
        return meet(i, j + 1) || (!isLeftDone && isWildFor(left.get(i)) && meet(i + 1, j));
      }
      if (isLeftDone || isRightDone) {
        return isLeftDone && isRightDone;
      }
      return meetNames(left.get(i), right.get(j)) && meet(i + 1, j + 1);
    }

    private static boolean isWildFor(int[] name) {
      return name.length == 0 || name[0] != '.';
    }

    private static boolean isAnyFolders(int[] name) {
      return name.length == 1 && name[0] == ANY_FOLDERS;
    }

    private static boolean meetNames(int[] a, int[] b) {
      if ((startsWild(a) && startsWithDot(b)) || (startsWild(b) && startsWithDot(a))) {
        return false;
      }
      // Most patterns differ in a letter before their first wildcard.
      for (int i = 0; i < a.length && i < b.length && a[i] >= 0 && b[i] >= 0; i++) {
        if (a[i] != b[i]) {
          return false;
        }
      }
      boolean[] row = new boolean[b.length + 1];
      row[0] = true;
      for (int j = 1; j <= b.length; j++) {
        row[j] = row[j - 1] && b[j - 1] == ANY_LETTERS;
      }
      for (int letter : a) {
        row = next(row, letter, b);
      }
      return row[b.length];
    }

    private static boolean[] next(boolean[] row, int letter, int[] b) {
      boolean[] next = new boolean[row.length];
      next[0] = row[0] && letter == ANY_LETTERS;
      for (int j = 1; j < row.length; j++) {
        boolean isSkipped =
            (letter == ANY_LETTERS && (row[j] || next[j - 1]))
                || (b[j - 1] == ANY_LETTERS && (next[j - 1] || row[j]));
        next[j] = isSkipped || (row[j - 1] && isAlike(letter, b[j - 1]));
      }
      return next;
    }

    private static boolean isAlike(int a, int b) {
      return a == b || a < 0 || b < 0;
    }

    private static boolean startsWild(int[] name) {
      return name.length > 0 && name[0] < 0;
    }

    private static boolean startsWithDot(int[] name) {
      return name.length > 0 && name[0] == '.';
    }
  }
}

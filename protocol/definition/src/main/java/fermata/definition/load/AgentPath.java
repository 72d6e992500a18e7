package fermata.definition.load;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths of agent files from the folder of a definition, with {@code /} between their names. */
public final class AgentPath {

  private AgentPath() {}

  /** {@return a path without needless steps, taken from a folder that is itself a path} */
  public static String of(String folder, String path) {
    Deque<String> names = new ArrayDeque<>();
    for (String name : (folder + path).split("/", -1)) {
      boolean isBack = name.equals("..") && !names.isEmpty() && !names.getLast().equals("..");
      if (isBack) {
        names.removeLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
    }
    return String.join("/", names);
  }

  /** {@return the folder of a file, empty or with a slash at its end} */
  public static String folderOf(String folder, String path) {
    String whole = of(folder, path);
    return whole.substring(0, whole.lastIndexOf('/') + 1);
  }

  /** Whether a file stands in another folder. */
  public static boolean isElsewhere(String path) {
    return path.indexOf('/') >= 0;
  }
}

package fermata.daemon.tool.files;

import java.util.List;

/**
 * Which files of a walk are meant.
 *
 * @param included patterns of which one must fit
 * @param excluded patterns of which none may fit, neither the file nor a folder above it
 * @param hidden whether names that begin with a dot are looked at
 */
public record FileFilter(List<GlobPattern> included, List<GlobPattern> excluded, boolean hidden) {

  public FileFilter {
    included = List.copyOf(included);
    excluded = List.copyOf(excluded);
  }

  /** {@return the filter that these patterns describe} */
  public static FileFilter of(List<String> included, List<String> excluded, boolean hidden) {
    return new FileFilter(
        included.stream().map(GlobPattern::of).toList(),
        excluded.stream().map(GlobPattern::of).toList(),
        hidden);
  }

  /** Whether a file is meant; the path is relative to the start of the walk. */
  public boolean accepts(String path) {
    return included.stream().anyMatch(pattern -> pattern.matches(path)) && isLookedAt(path);
  }

  /** Whether a file or folder is neither hidden nor excluded. */
  public boolean isLookedAt(String path) {
    return isShown(path) && excluded.stream().noneMatch(pattern -> pattern.matches(path));
  }

  private boolean isShown(String path) {
    return hidden || !path.substring(path.lastIndexOf('/') + 1).startsWith(".");
  }
}

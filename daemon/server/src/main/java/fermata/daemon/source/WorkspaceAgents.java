package fermata.daemon.source;

import fermata.definition.load.AgentFolder;
import fermata.definition.project.Project;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/** The agent files of a whole workspace, as the editor finds them too. */
final class WorkspaceAgents extends SimpleFileVisitor<Path> {

  /** How many agent files of a workspace are found. */
  private static final int FILES_MAX = 10_000;

  /** How many folders below one another are looked into. */
  private static final int FOLDERS_DEEP_MAX = 16;

  private final Path root;
  private final Project.Files chosen;
  private final List<Path> found = new ArrayList<>();

  private WorkspaceAgents(Path root, Project.Files chosen) {
    this.root = root;
    this.chosen = chosen;
  }

  /**
   * {@return the agent files below the folder of the project file above a folder; none where there
   * is no project file}
   */
  static List<Path> around(Path folder) {
    return TextFiles.workspace(folder)
        .map(root -> new WorkspaceAgents(root, AgentSource.project(root).files()).find())
        .orElse(List.of());
  }

  private List<Path> find() {
    try {
      Files.walkFileTree(root, Set.of(), FOLDERS_DEEP_MAX, this);
    } catch (IOException unreadable) {
      return found;
    }
    return found;
  }

  /** A folder that has a project file of its own is another workspace. */
  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    boolean isOther =
        AgentFolder.isPassedOver(String.valueOf(folder.getFileName()))
            || Files.exists(folder.resolve(Project.FILE_NAME));
    return isOther && !folder.equals(root)
        ? FileVisitResult.SKIP_SUBTREE
        : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (AgentFolder.isAgentFile(String.valueOf(file.getFileName())) && isChosen(file)) {
      found.add(file);
    }
    return found.size() < FILES_MAX ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
  }

  /** A folder that others keep closed is no reason not to look at the rest. */
  @Override
  public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
    return FileVisitResult.CONTINUE;
  }

  private boolean isChosen(Path file) {
    Path inside = root.relativize(file);
    return (chosen.include().isEmpty() || fits(chosen.include(), inside))
        && !fits(chosen.exclude(), inside);
  }

  /** A pattern that cannot be read fits nothing. */
  private static boolean fits(List<String> patterns, Path file) {
    return patterns.stream()
        .anyMatch(
            pattern -> {
              try {
                return FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(file);
              } catch (PatternSyntaxException unreadable) {
                return false;
              }
            });
  }
}

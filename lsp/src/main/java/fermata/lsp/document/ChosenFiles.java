package fermata.lsp.document;

import fermata.definition.load.AgentFolder;
import fermata.definition.project.Project;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** The files that the project file of a folder lets be found where nobody names them. */
public final class ChosenFiles {

  /** How many agent files of a workspace are found. */
  private static final int FILES_MAX = 10_000;

  /** How many folders below one another are looked into. */
  private static final int FOLDERS_DEEP_MAX = 16;

  private final Path root;
  private final List<PathMatcher> include;
  private final List<PathMatcher> exclude;

  private ChosenFiles(Path root, Project.Files files) {
    this.root = root;
    this.include = files.include().stream().flatMap(ChosenFiles::matcher).toList();
    this.exclude = files.exclude().stream().flatMap(ChosenFiles::matcher).toList();
  }

  /** {@return those of a folder, by the project file in it or above it} */
  public static ChosenFiles below(Path folder) {
    Optional<Path> file = AgentFiles.projectFile(folder);
    return new ChosenFiles(
        file.map(Path::getParent).orElse(folder),
        file.isPresent() ? AgentFiles.projectOf(folder).files() : Project.Files.ALL);
  }

  /**
   * {@return the agent files below the folder of the nearest project file; none where there is
   * none}
   *
   * <p>A folder below that has a project file of its own is another workspace.
   */
  static List<Path> inWorkspaceOf(Path folder) {
    return AgentFiles.projectFile(folder)
        .map(Path::getParent)
        .map(root -> below(root).agents())
        .orElse(List.of());
  }

  private List<Path> agents() {
    var found = new ArrayList<Path>();
    try {
      Files.walkFileTree(root, Set.of(), FOLDERS_DEEP_MAX, new Finder(found));
    } catch (IOException e) {
      return found;
    }
    return found;
  }

  /** Collects the agent files of a workspace. */
  private final class Finder extends SimpleFileVisitor<Path> {

    private final List<Path> found;

    Finder(List<Path> found) {
      this.found = found;
    }

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

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }

  /** A pattern that cannot be read fits nothing. */
  private static Stream<PathMatcher> matcher(String pattern) {
    try {
      return Stream.of(FileSystems.getDefault().getPathMatcher("glob:" + pattern));
    } catch (PatternSyntaxException _) {
      return Stream.empty();
    }
  }

  /** The project file itself is always looked at. */
  public boolean isChosen(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    if (!absolute.startsWith(root) || file.endsWith(Project.FILE_NAME)) {
      return true;
    }
    Path inside = root.relativize(absolute);
    return (include.isEmpty() || fits(include, inside)) && !fits(exclude, inside);
  }

  private static boolean fits(List<PathMatcher> matchers, Path file) {
    return matchers.stream().anyMatch(matcher -> matcher.matches(file));
  }
}

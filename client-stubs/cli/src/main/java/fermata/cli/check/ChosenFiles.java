package fermata.cli.check;

import fermata.definition.project.Project;
import fermata.lsp.document.AgentFiles;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** The files that the project file of a folder lets be found where nobody names them. */
final class ChosenFiles {

  private final Path root;
  private final List<PathMatcher> include;
  private final List<PathMatcher> exclude;

  private ChosenFiles(Path root, Project.Files files) {
    this.root = root;
    this.include = files.include().stream().flatMap(ChosenFiles::matcher).toList();
    this.exclude = files.exclude().stream().flatMap(ChosenFiles::matcher).toList();
  }

  /** {@return those of a folder, by the project file in it or above it} */
  static ChosenFiles below(Path folder) {
    Optional<Path> file = AgentFiles.projectFile(folder);
    return new ChosenFiles(
        file.map(Path::getParent).orElse(folder),
        file.isPresent() ? AgentFiles.projectOf(folder).files() : Project.Files.ALL);
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
  boolean isChosen(Path file) {
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

package fermata.daemon.source;

import fermata.definition.text.FileForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The agent files of a folder and of those below it. */
public final class AgentFiles {

  /** How deep folders are looked into. */
  private static final int DEPTH_MAX = 12;

  /** How many files are found at most, those of the first folders. */
  private static final int FILES_MAX = 5_000;

  /** Folders in which nobody keeps agents, and programs keep very much. */
  private static final Set<String> SKIPPED = Set.of("node_modules", "target", "build", "dist");

  /** Hidden folders in which other programs look for agents. */
  private static final Set<String> KNOWN = Set.of(".github", ".claude");

  private AgentFiles() {}

  /** {@return the files, by path; none where the folder cannot be read} */
  public static List<Path> in(Path folder) {
    var found = new TreeSet<Path>();
    try {
      Files.walkFileTree(
          folder, EnumSet.noneOf(FileVisitOption.class), DEPTH_MAX, visitor(folder, found));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return new ArrayList<>(found);
  }

  private static SimpleFileVisitor<Path> visitor(Path root, Set<Path> found) {
    return new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        String name = String.valueOf(folder.getFileName());
        boolean isHidden = name.startsWith(".") && !KNOWN.contains(name);
        boolean isSkipped = isHidden || SKIPPED.contains(name);
        return isSkipped && !folder.equals(root)
            ? FileVisitResult.SKIP_SUBTREE
            : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile() && isAgent(file)) {
          found.add(file);
        }
        return found.size() < FILES_MAX ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
        return FileVisitResult.CONTINUE;
      }
    };
  }

  private static boolean isAgent(Path file) {
    return FileForm.of(file.toString().replace('\\', '/')).isAgent();
  }
}

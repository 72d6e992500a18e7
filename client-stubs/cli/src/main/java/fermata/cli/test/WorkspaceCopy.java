package fermata.cli.test;

import fermata.cli.console.CommandFailure;
import fermata.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** A copy of a folder, so that what tools do in a test does nothing to what it was copied from. */
final class WorkspaceCopy {

  private static final int FILES_MAX = 10_000;
  private static final long BYTES_MAX = 256L * 1024 * 1024;
  private static final List<String> SKIPPED = List.of(".git", "target", "node_modules", "build");

  private WorkspaceCopy() {}

  /**
   * Copies a folder into another, without links and what builds leave.
   *
   * @throws CommandFailure where it is no folder, too large, or cannot be read
   */
  static void copy(Path from, Path to) {
    if (!Files.isDirectory(from)) {
      throw CommandFailure.of(ExitCode.USAGE, "workspace " + from + ": no such folder");
    }
    try {
      Files.walkFileTree(from, new Copier(from, to));
    } catch (IOException e) {
      throw CommandFailure.of(ExitCode.USAGE, "workspace " + from + ": cannot be copied")
          .because(e);
    }
  }

  private static final class Copier extends SimpleFileVisitor<Path> {

    private final Path from;
    private final Path to;
    private int files;
    private long bytes;

    Copier(Path from, Path to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      if (!folder.equals(from) && SKIPPED.contains(folder.getFileName().toString())) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      Files.createDirectories(to.resolve(from.relativize(folder).toString()));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!attributes.isRegularFile()) {
        return FileVisitResult.CONTINUE;
      }
      files++;
      bytes += attributes.size();
      if (files > FILES_MAX || bytes > BYTES_MAX) {
        throw CommandFailure.of(
            ExitCode.USAGE,
            "workspace %s: more than %d files or %d MiB"
                .formatted(from, FILES_MAX, BYTES_MAX / 1024 / 1024),
            "name a smaller folder as 'workspace'");
      }
      Files.copy(file, to.resolve(from.relativize(file).toString()));
      return FileVisitResult.CONTINUE;
    }
  }
}

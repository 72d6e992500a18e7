package fermata.wire.discovery;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What went wrong with a file, in words: the messages of Java are often the path and no more. */
public final class FileFailure {

  private FileFailure() {}

  /** {@return a path and what went wrong with it} */
  public static String text(Path file, IOException failure) {
    return failure instanceof FileSystemException problem && problem.getFile() != null
        ? text(failure)
        : file + ": " + text(failure);
  }

  /** {@return what went wrong, with the path where the failure knows it} */
  public static String text(IOException failure) {
    if (!(failure instanceof FileSystemException problem)) {
      return String.valueOf(failure.getMessage());
    }
    @Nullable String culprit = problem.getFile();
    return (culprit == null ? "" : culprit + ": ") + reason(problem);
  }

  private static String reason(FileSystemException problem) {
    return switch (problem) {
      case NoSuchFileException _ -> "no such file or folder";
      // Nobody here asks for a file that must be new: a file stands where a folder has to be.
      case FileAlreadyExistsException _, NotDirectoryException _ -> "is not a folder";
      case DirectoryNotEmptyException _ -> "is a folder with something in it";
      case AccessDeniedException _ -> "permission denied";
      default -> {
        @Nullable String reason = problem.getReason();
        yield reason == null ? problem.getClass().getSimpleName() : reason;
      }
    };
  }
}

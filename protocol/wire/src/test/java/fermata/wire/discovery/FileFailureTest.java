package fermata.wire.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileFailureTest {

  @TempDir Path directory;

  @Test
  void saysWhatIsWrongAndWithWhichFile() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThat(text(file, () -> Files.createDirectories(file)))
        .isEqualTo(file + ": is not a folder");
    Path below = file.resolve("below");
    assertThat(text(below, () -> Files.createFile(below))).isEqualTo(below + ": Not a directory");
    Path absent = directory.resolve("absent/file");
    assertThat(text(absent, () -> Files.createFile(absent)))
        .isEqualTo(absent + ": no such file or folder");
    assertThat(FileFailure.text(file, new IOException("odd"))).isEqualTo(file + ": odd");
  }

  private static String text(Path file, ThrowingCallable action) {
    return FileFailure.text(file, catchThrowableOfType(IOException.class, action));
  }
}

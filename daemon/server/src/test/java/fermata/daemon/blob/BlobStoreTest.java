package fermata.daemon.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlobStoreTest {

  private static final String HELLO =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  @TempDir Path state;
  private Instant now = Instant.parse("2026-11-21T07:00:00Z");

  private BlobStore open() {
    return BlobStore.in(state, () -> now);
  }

  private void later() {
    now = now.plus(BlobStore.GRACE).plusSeconds(1);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(state)) {
      return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void keepsAContentOnceUnderItsName() throws IOException {
    BlobStore blobs = open();
    assertThat(blobs.put("hello".getBytes(UTF_8))).isEqualTo(new Blob(HELLO, 5));
    assertThat(blobs.put("hello".getBytes(UTF_8))).isEqualTo(new Blob(HELLO, 5));
    assertThat(files()).containsExactly(HELLO);
    assertThat(blobs.find(HELLO)).contains(new Blob(HELLO, 5));
    assertThat(blobs.find("nothing")).isEmpty();
    assertThat(blobs.read(HELLO, 1, 3)).asString(UTF_8).isEqualTo("ell");
    assertThat(blobs.read(HELLO, 4, 9)).asString(UTF_8).isEqualTo("o");
    assertThat(blobs.read(HELLO, 5, 9)).isEmpty();
    assertThat(Files.isWritable(blobs.pathOf(HELLO)) && !isRoot()).isFalse();
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  @Test
  void keepsNothingOfWhatIsTooLargeOrBreaksOff() throws IOException {
    BlobStore blobs = open();
    assertThatThrownBy(() -> blobs.put(new Endless())).isInstanceOf(BlobStore.TooLarge.class);
    assertThatThrownBy(() -> blobs.put(new Broken())).hasMessage("broken off");
    assertThat(files()).isEmpty();
  }

  /** One byte more than fits. */
  private static final class Endless extends InputStream {
    private long left = BlobStore.BYTES_MAX + 1;

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      int read = (int) Math.min(left, length);
      left -= read;
      return read == 0 ? -1 : read;
    }
  }

  /** Gives a little and breaks off. */
  private static final class Broken extends InputStream {
    private boolean hasGiven;

    @Override
    public int read() throws IOException {
      if (hasGiven) {
        throw new IOException("broken off");
      }
      hasGiven = true;
      return 7;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      bytes[from] = (byte) read();
      return 1;
    }
  }

  @Test
  void deletesWhatNothingNamesAfterADay() throws IOException {
    BlobStore blobs = open();
    String named = blobs.put("named".getBytes(UTF_8)).sha256();
    blobs.put("hello".getBytes(UTF_8));
    assertThat(blobs.sweep(named::equals)).as("its grace is not over").isZero();
    later();
    assertThat(blobs.sweep(named::equals)).isEqualTo(1);
    assertThat(files()).containsExactly(named);
  }

  @Test
  void keepsWhatIsPutAgainWhileItIsLookedAt() throws IOException {
    BlobStore blobs = open();
    blobs.put("hello".getBytes(UTF_8));
    later();
    var looks = new ArrayList<String>();
    int deleted =
        blobs.sweep(
            name -> {
              looks.add(name);
              put(blobs);
              return false;
            });
    assertThat(deleted).isZero();
    assertThat(looks).contains(HELLO);
    assertThat(files()).containsExactly(HELLO);
    assertThat(blobs.read(HELLO, 0, 9)).asString(UTF_8).isEqualTo("hello");
  }

  private static void put(BlobStore blobs) {
    try {
      blobs.put("hello".getBytes(UTF_8));
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void bringsBackWhatASweepThatBrokeOffHadMovedAside() throws IOException {
    BlobStore blobs = open();
    blobs.put("hello".getBytes(UTF_8));
    later();
    var asked = new ArrayList<String>();
    assertThatThrownBy(
            () ->
                blobs.sweep(
                    name -> {
                      asked.add(name);
                      if (asked.size() == 2) {
                        throw new IllegalStateException("the store is gone");
                      }
                      return false;
                    }))
        .hasMessage("the store is gone");
    assertThat(blobs.find(HELLO)).isEmpty();
    blobs.sweep(HELLO::equals);
    assertThat(blobs.find(HELLO)).isPresent();
  }

  @Test
  void deletesWhatADaemonLeftThatEndedWhileItWrote() throws IOException {
    Path left = Files.createDirectories(state.resolve("blobs/incoming")).resolve("1234.tmp");
    Files.writeString(left, "half");
    Files.setLastModifiedTime(left, java.nio.file.attribute.FileTime.from(now));
    later();
    open().sweep(_ -> true);
    assertThat(left).doesNotExist();
  }
}

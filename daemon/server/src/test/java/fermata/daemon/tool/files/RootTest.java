package fermata.daemon.tool.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What transcripts cannot show: changes between the check and the use, pipes, permissions. */
class RootTest {

  @TempDir Path temporary;
  private Path inside;
  private Path outside;
  private Root root;

  @BeforeEach
  void makeFolders() throws IOException {
    inside = Files.createDirectory(temporary.resolve("inside"));
    outside = Files.createDirectory(temporary.resolve("outside"));
    Files.writeString(outside.resolve("file"), "secret");
    root = Root.of(inside);
  }

  @Test
  void aLinkThatReplacesAFolderAfterTheCheckIsNotFollowed() throws IOException {
    Files.createDirectory(inside.resolve("folder"));
    Files.writeString(inside.resolve("folder/file"), "public");
    Place place = root.place("folder/file");
    Files.move(inside.resolve("folder"), inside.resolve("moved"));
    Files.createSymbolicLink(inside.resolve("folder"), outside);

    assertThatExceptionOfType(FileRefusal.class).isThrownBy(() -> root.read(place));
    assertThatExceptionOfType(FileRefusal.class)
        .isThrownBy(() -> root.write(place, ".fresh", new byte[] {1}));
    assertThat(outside.resolve("file")).hasContent("secret");
  }

  @Test
  void aLinkThatReplacesAFileAfterTheCheckIsNotFollowed() throws IOException {
    Files.writeString(inside.resolve("file"), "public");
    Place place = root.place("file");
    Files.delete(inside.resolve("file"));
    Files.createSymbolicLink(inside.resolve("file"), outside.resolve("file"));

    assertThatExceptionOfType(FileRefusal.class).isThrownBy(() -> root.read(place));
    root.write(place, ".fresh", "new".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(outside.resolve("file")).hasContent("secret");
    assertThat(Files.isSymbolicLink(inside.resolve("file"))).isFalse();
  }

  @Test
  void noReadEverLeavesTheRootWhileSomebodySwapsAFolderForALink() throws Exception {
    Path folder = Files.createDirectory(inside.resolve("folder"));
    Files.writeString(folder.resolve("file"), "public");
    Path link = Files.createSymbolicLink(inside.resolve("link"), outside);
    AtomicBoolean isOver = new AtomicBoolean();
    Thread swapper = Thread.ofPlatform().start(() -> swap(folder, link, isOver));
    int reads = 0;
    for (int i = 0; i < 3_000; i++) {
      try (SeekableByteChannel channel = root.read(root.place("folder/file"))) {
        assertThat(TextFile.read(channel)).contains("public");
        reads++;
      } catch (FileRefusal _) {
        // The link stood there.
      }
    }
    isOver.set(true);
    swapper.join();
    assertThat(reads).isPositive();
  }

  private void swap(Path folder, Path link, AtomicBoolean isOver) {
    Path aside = inside.resolve("aside");
    try {
      while (!isOver.get()) {
        Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
        Files.move(link, folder, StandardCopyOption.ATOMIC_MOVE);
        Files.move(folder, link, StandardCopyOption.ATOMIC_MOVE);
        Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  @Test
  void aPipeIsRefusedInsteadOfWaitedFor() throws Exception {
    assertThat(new ProcessBuilder("mkfifo", inside.resolve("pipe").toString()).start().waitFor())
        .isZero();

    assertThatThrownBy(() -> root.read(root.place("pipe")))
        .hasMessage("path 'pipe': a pipe or device, expected a file");
  }

  @Test
  void aFailedWriteLeavesTheOldFileAndNothingElse() throws IOException {
    Files.writeString(inside.resolve("file"), "old");
    Place place = root.place("file");
    Files.writeString(inside.resolve(".fresh"), "in the way");

    assertThatExceptionOfType(FileRefusal.class)
        .isThrownBy(() -> root.write(place, ".fresh", new byte[] {1}));
    assertThat(inside.resolve("file")).hasContent("old");
  }

  @Test
  void aRootMayItselfBeReachedThroughALink() throws IOException {
    Path link = Files.createSymbolicLink(temporary.resolve("alias"), inside);
    Files.writeString(inside.resolve("file"), "public");
    Root aliased = Root.of(link);

    assertThat(aliased.place(link.resolve("file").toString()).shown()).isEqualTo("file");
    assertThat(aliased.place(inside.resolve("file").toString()).names()).containsExactly("file");
  }

  @Test
  void aWorkspaceThatIsNoFolderIsRefused() {
    assertThatThrownBy(() -> Root.of(outside.resolve("file")))
        .hasMessage("the workspace is not a folder");
    assertThatThrownBy(() -> Root.of(temporary.resolve("nowhere")))
        .hasMessage("the workspace folder is not there");
  }

  @Test
  void aWalkEndsWhenItsThreadIsInterrupted() throws IOException {
    Files.writeString(inside.resolve("file"), "public");
    Thread.currentThread().interrupt();
    try {
      assertThatExceptionOfType(FileWalk.WalkInterrupted.class)
          .isThrownBy(() -> FileWalk.walk(root.folder(root.place(".")), everything()));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aWalkGoesNoDeeperThanItsLimit() throws IOException {
    Path deep = inside;
    for (int i = 0; i < FileWalk.DEPTH_MAX + 5; i++) {
      deep = Files.createDirectory(deep.resolve("d"));
    }
    Counting visitor = everything();
    FileWalk.walk(root.folder(root.place(".")), visitor);

    assertThat(visitor.count).isEqualTo(FileWalk.DEPTH_MAX);
  }

  private static Counting everything() {
    return new Counting();
  }

  private static final class Counting implements FileWalk.Visitor {
    private int count;

    @Override
    public boolean enters(String path, int depth) {
      return true;
    }

    @Override
    public boolean visit(String path, Folder folder, Entry entry) {
      count++;
      return true;
    }
  }

  @Test
  void noFolderStaysOpen() throws IOException {
    Files.createDirectories(inside.resolve("a/b/c"));
    Files.writeString(inside.resolve("a/b/c/file"), "public");
    long before = openFiles();
    for (int i = 0; i < 200; i++) {
      root.read(root.place("a/b/c/file")).close();
      FileWalk.walk(root.folder(root.place("a")), everything());
      root.write(root.place("a/b/c/file"), ".fresh", new byte[] {65});
    }
    assertThat(openFiles()).isLessThan(before + 50);
  }

  private static long openFiles() throws IOException {
    Path handles = Path.of("/proc/self/fd");
    if (!Files.isDirectory(handles, LinkOption.NOFOLLOW_LINKS)) {
      return 0;
    }
    try (Stream<Path> open = Files.list(handles)) {
      return open.count();
    }
  }
}

package fermata.daemon.run;

import fermata.daemon.blob.BlobStore;
import fermata.daemon.platform.AtomicFiles;
import fermata.daemon.store.ArtifactRow;
import fermata.wire.discovery.FileFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The folder of a session in which the newest contents of its artifacts stand by their names. */
final class ArtifactLinks {

  private ArtifactLinks() {}

  /**
   * Makes a folder show artifacts, each as a link to its content, and nothing else.
   *
   * @throws UncheckedIOException with the path
   */
  static void write(Path folder, List<ArtifactRow> artifacts, BlobStore blobs) {
    if (artifacts.isEmpty() && !Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    AtomicFiles.makeDirectory(folder);
    try {
      Set<Path> wanted = new HashSet<>();
      for (ArtifactRow artifact : artifacts) {
        wanted.add(link(folder, artifact, blobs));
      }
      try (Stream<Path> there = Files.list(folder)) {
        for (Path other : there.filter(path -> !wanted.contains(path)).toList()) {
          Files.deleteIfExists(other);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(FileFailure.text(folder, failure), failure);
    }
  }

  private static Path link(Path folder, ArtifactRow artifact, BlobStore blobs) throws IOException {
    Path link = folder.resolve(artifact.name());
    Path content = folder.relativize(blobs.pathOf(artifact.sha256()));
    boolean isThere = Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(content);
    if (!isThere) {
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, content);
    }
    return link;
  }
}

package fermata.lsp.feature;

import fermata.lsp.document.AgentFiles;
import fermata.lsp.document.DocumentSnapshot;
import fermata.lsp.document.DocumentStore;
import fermata.lsp.document.WorkspaceFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * What the files of the workspace declare and name: of open documents as they are there, of others
 * as they lie on the disk. A file is read when it is first asked for, and again when it has
 * changed.
 *
 * <p>Thread-safe.
 */
public final class WorkspaceIndex {

  private final DocumentStore documents;
  private final WorkspaceFolders folders;
  private final Map<Path, Kept> kept = new ConcurrentHashMap<>();

  /** An index of what is open and of what is in some folders. */
  public WorkspaceIndex(DocumentStore documents, WorkspaceFolders folders) {
    this.documents = documents;
    this.folders = folders;
  }

  private record Kept(Stamp stamp, FileFacts facts) {}

  /** Tells one state of a file from another. */
  record Stamp(FileTime modified, long bytes) {

    static Optional<Stamp> of(Path file) {
      try {
        return Optional.of(new Stamp(Files.getLastModifiedTime(file), Files.size(file)));
      } catch (IOException gone) {
        return Optional.empty();
      }
    }
  }

  /** {@return the facts of all files; of fewer where nobody wants them any longer} */
  List<FileFacts> all(BooleanSupplier isCancelled) {
    return facts(folders.files(), isCancelled);
  }

  /** {@return the facts of all files, and of those beside a document in no folder} */
  List<FileFacts> around(DocumentSnapshot document, BooleanSupplier isCancelled) {
    var files = new LinkedHashSet<>(folders.files());
    AgentFiles.pathOf(document.uri()).map(AgentFiles::agentsBeside).ifPresent(files::addAll);
    return facts(files, isCancelled);
  }

  private List<FileFacts> facts(Iterable<Path> files, BooleanSupplier isCancelled) {
    var found = new ArrayList<FileFacts>();
    Set<Path> open = new HashSet<>();
    for (DocumentSnapshot document : documents.all()) {
      AgentFiles.pathOf(document.uri()).ifPresent(path -> open.add(path.normalize()));
      found.add(FileFacts.of(document));
    }
    AgentFiles around = AgentFiles.remembering();
    var closed = new ArrayList<Path>();
    files.forEach(closed::add);
    closed.removeAll(open);
    // The first look reads hundreds of files, and a machine has more than one core for that.
    found.addAll(
        closed.parallelStream()
            .flatMap(
                file -> isCancelled.getAsBoolean() ? Stream.empty() : closed(file, around).stream())
            .toList());
    return found;
  }

  private Optional<FileFacts> closed(Path file, AgentFiles around) {
    Optional<Stamp> stamp = Stamp.of(file);
    Kept known = kept.get(file);
    if (stamp.isPresent() && known != null && known.stamp().equals(stamp.get())) {
      return Optional.of(known.facts());
    }
    Optional<FileFacts> facts =
        stamp.flatMap(_ -> documents.onDisk(file, around)).map(FileFacts::of);
    facts.ifPresentOrElse(
        read -> kept.put(file, new Kept(stamp.orElseThrow(), read)), () -> kept.remove(file));
    return facts;
  }
}

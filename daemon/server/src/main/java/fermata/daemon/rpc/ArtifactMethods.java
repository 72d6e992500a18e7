package fermata.daemon.rpc;

import fermata.daemon.blob.BlobStore;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.store.ArtifactRow;
import fermata.daemon.store.ArtifactTable;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalStore;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.method.artifact.ArtifactListParams;
import fermata.wire.method.artifact.ArtifactListResult;
import fermata.wire.method.artifact.ArtifactReadParams;
import fermata.wire.method.artifact.ArtifactReadResult;
import fermata.wire.method.artifact.ArtifactView;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** {@code artifact/*}: what sessions keep under names. */
final class ArtifactMethods {

  /** The most bytes of an answer. */
  static final int PIECE_MAX = 1 << 20;

  private final JournalStore store;
  private final ArtifactTable artifacts;
  private final BlobStore blobs;

  ArtifactMethods(Backends backends) {
    this.store = backends.store();
    this.artifacts = backends.store().artifacts();
    this.blobs = backends.blobs();
  }

  ArtifactListResult list(ArtifactListParams params, RequestContext context) {
    JournalId session = session(params.session());
    String name = params.name();
    List<ArtifactRow> rows =
        name == null ? artifacts.newest(session) : artifacts.versions(session, name);
    if (name != null && rows.isEmpty()) {
      throw RefusedException.notFound("artifact", name);
    }
    return new ArtifactListResult(rows.stream().map(ArtifactMethods::view).toList());
  }

  ArtifactReadResult read(ArtifactReadParams params, RequestContext context) {
    JournalId session = session(params.session());
    ArtifactRow row = row(session, params);
    long from = Objects.requireNonNullElse(params.from(), 0L);
    int max = Objects.requireNonNullElse(params.max(), PIECE_MAX);
    if (from < 0) {
      throw RefusedException.invalidParams("/from", from + " (expected: >= 0)");
    }
    if (max < 1 || max > PIECE_MAX) {
      throw RefusedException.invalidParams("/max", max + " (expected: 1 to " + PIECE_MAX + ")");
    }
    try {
      byte[] bytes = blobs.read(row.sha256(), from, max);
      return new ArtifactReadResult(view(row), from, Base64.getEncoder().encodeToString(bytes));
    } catch (IOException failure) {
      throw RefusedException.of(
          DaemonErrorCode.STORAGE_ERROR,
          "the content of artifact '" + row.name() + "' cannot be read");
    }
  }

  private ArtifactRow row(JournalId session, ArtifactReadParams params) {
    Integer version = params.version();
    return (version == null
            ? artifacts.find(session, params.name())
            : artifacts.versions(session, params.name()).stream()
                .filter(row -> row.version() == version)
                .findFirst())
        .orElseThrow(
            () ->
                RefusedException.notFound(
                    "artifact", params.name() + (version == null ? "" : " version " + version)));
  }

  private JournalId session(String id) {
    var session = new JournalId(id);
    if (store.findHead(session).isEmpty()) {
      throw RefusedException.notFound("session", id);
    }
    return session;
  }

  static ArtifactView view(ArtifactRow row) {
    return new ArtifactView(
        row.name(), row.version(), row.sha256(), row.size(), row.mime(), row.run(), row.at());
  }
}

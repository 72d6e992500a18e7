package fermata.daemon.rpc;

import fermata.daemon.blob.BlobStore;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.store.ArtifactRow;
import fermata.daemon.store.ArtifactTable;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalStore;
import fermata.wire.method.artifact.ArtifactListParams;
import fermata.wire.method.artifact.ArtifactListResult;
import fermata.wire.method.artifact.ArtifactReadParams;
import fermata.wire.method.artifact.ArtifactReadResult;
import fermata.wire.method.artifact.ArtifactView;
import java.util.List;

/** {@code artifact/*}: what sessions keep under names. */
final class ArtifactMethods {

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
    BlobMethods.Piece piece = BlobMethods.Piece.of(params.from(), params.max());
    return new ArtifactReadResult(view(row), piece.from(), piece.read(blobs, row.sha256()));
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

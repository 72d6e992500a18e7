package fermata.daemon.artifact;

import fermata.daemon.blob.Blob;
import fermata.daemon.blob.BlobStore;
import fermata.daemon.store.ArtifactRow;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalStore;
import fermata.daemon.tool.ToolArtifacts;
import fermata.daemon.tool.ToolCall;
import fermata.engine.run.KeptArtifact;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets running tools keep contents under names, and read them. Thread-safe. */
public final class SessionArtifacts implements ToolArtifacts.Source {

  private final JournalStore store;
  private final BlobStore blobs;

  public SessionArtifacts(JournalStore store, BlobStore blobs) {
    this.store = store;
    this.blobs = blobs;
  }

  @Override
  public ToolArtifacts of(ToolCall call) {
    return new OfCall(new JournalId(call.session().value()));
  }

  private final class OfCall implements ToolArtifacts {

    private final JournalId session;
    private final List<KeptArtifact> kept = new ArrayList<>();

    OfCall(JournalId session) {
      this.session = session;
    }

    @Override
    public Version keep(String name, String mime, InputStream content) throws IOException {
      refuseWithoutSession();
      Optional<Version> before = find(name, 0);
      if (before.isEmpty() && list().size() >= NAMES_MAX) {
        throw new Refused("the session has " + NAMES_MAX + " artifacts (expected: fewer)");
      }
      Blob blob = put(name, content);
      var artifact = new KeptArtifact(name, blob.sha256(), blob.size(), mime);
      synchronized (kept) {
        kept.add(artifact);
      }
      return new Version(artifact, before.map(Version::version).orElse(0) + 1);
    }

    private Blob put(String name, InputStream content) throws IOException {
      try {
        return blobs.put(content);
      } catch (BlobStore.TooLarge tooLarge) {
        throw new Refused("artifact '" + name + "': " + tooLarge.getMessage());
      }
    }

    private void refuseWithoutSession() throws Refused {
      if (store.findHead(session).isEmpty()) {
        throw new Refused("artifacts belong to a session (expected: a call of a run)");
      }
    }

    @Override
    public List<Version> list() throws IOException {
      refuseWithoutSession();
      Map<String, Version> byName = new LinkedHashMap<>();
      store.artifacts().newest(session).forEach(row -> byName.put(row.name(), version(row)));
      for (KeptArtifact each : kept()) {
        Version before = byName.get(each.name());
        byName.put(each.name(), new Version(each, before == null ? 1 : before.version() + 1));
      }
      return List.copyOf(byName.values());
    }

    @Override
    public Optional<Version> find(String name, int version) throws IOException {
      return version == 0
          ? list().stream().filter(each -> each.artifact().name().equals(name)).findFirst()
          : store.artifacts().versions(session, name).stream()
              .filter(row -> row.version() == version)
              .findFirst()
              .map(OfCall::version);
    }

    private static Version version(ArtifactRow row) {
      return new Version(
          new KeptArtifact(row.name(), row.sha256(), row.size(), row.mime()), row.version());
    }

    @Override
    public byte[] read(KeptArtifact artifact, long from, int max) throws IOException {
      return blobs.read(artifact.sha256(), from, max);
    }

    @Override
    public List<KeptArtifact> kept() {
      synchronized (kept) {
        return List.copyOf(kept);
      }
    }
  }
}

package fermata.daemon.tool;

import fermata.engine.run.KeptArtifact;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A session that keeps nothing, for tools that do not want it. */
public final class NoArtifacts implements ToolArtifacts {

  @Override
  public Version keep(String name, String mime, InputStream content) throws Refused {
    throw new Refused("nothing is kept here");
  }

  @Override
  public List<Version> list() {
    return List.of();
  }

  @Override
  public Optional<Version> find(String name, int version) {
    return Optional.empty();
  }

  @Override
  public byte[] read(KeptArtifact artifact, long from, int max) {
    return new byte[0];
  }

  @Override
  public List<KeptArtifact> kept() {
    return List.of();
  }
}

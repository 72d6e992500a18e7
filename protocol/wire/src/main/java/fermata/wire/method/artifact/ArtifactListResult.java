package fermata.wire.method.artifact;

import fermata.wire.json.Doc;
import java.util.List;

/** Result of {@code artifact/list}. */
public record ArtifactListResult(@Doc("by name") List<ArtifactView> artifacts) {

  public ArtifactListResult {
    artifacts = List.copyOf(artifacts);
  }
}

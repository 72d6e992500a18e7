package fermata.wire.method.daemon;

import fermata.wire.json.Doc;
import java.util.List;

/** Who the daemon takes the client for. */
public record Principal(
    @Doc("such as local:ann") String id, @Doc("what it may do") List<String> scopes) {

  public Principal {
    scopes = List.copyOf(scopes);
  }
}

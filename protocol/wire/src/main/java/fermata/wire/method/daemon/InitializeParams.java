package fermata.wire.method.daemon;

import fermata.wire.json.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Params of {@code initialize}. */
public record InitializeParams(
    @Doc("versions that the client speaks, best first") List<String> protocol,
    @Doc("who is connecting") ClientIdentity client,
    @Doc("whether the connection keeps an idle daemon from ending") @Nullable Boolean keepAlive) {

  public InitializeParams {
    protocol = List.copyOf(protocol);
  }
}

package fermata.wire.method.daemon;

import fermata.wire.json.Doc;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Result of {@code auth/ticket}. */
public record AuthTicketResult(
    @Doc("lets one connection in, once; never put it into a URL") String ticket,
    @Doc("when it is of no use any more") Instant expiresAt,
    @Doc("what its connection may do") List<String> scopes,
    @Doc(
            "where to connect, such as ws://127.0.0.1:7411/rpc; absent where the daemon listens on no port")
        @Nullable String url) {

  public AuthTicketResult {
    scopes = List.copyOf(scopes);
  }
}

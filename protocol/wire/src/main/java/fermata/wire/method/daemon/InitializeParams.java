package fermata.wire.method.daemon;

import fermata.wire.json.Doc;
import fermata.wire.method.events.EventsSubscribeParams;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Params of {@code initialize}. */
public record InitializeParams(
    @Doc("versions that the client speaks, best first") List<String> protocol,
    @Doc("who is connecting") ClientIdentity client,
    @Doc("whether the connection keeps an idle daemon from ending") @Nullable Boolean keepAlive,
    @Doc("subscriptions to begin with, at most limits.subscriptions; all or none")
        @Nullable List<EventsSubscribeParams> subscribe,
    @Doc("which daemon the client wants; where this is another one, it is refused")
        @Nullable DaemonExpectation expect) {

  public InitializeParams {
    protocol = List.copyOf(protocol);
    subscribe = subscribe == null ? null : List.copyOf(subscribe);
  }

  /** {@return params without subscriptions} */
  public static InitializeParams of(
      List<String> protocol, ClientIdentity client, @Nullable Boolean keepAlive) {
    return new InitializeParams(protocol, client, keepAlive, null, null);
  }
}

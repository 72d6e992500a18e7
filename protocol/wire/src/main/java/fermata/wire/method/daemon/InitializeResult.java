package fermata.wire.method.daemon;

import fermata.wire.json.Doc;
import fermata.wire.method.events.EventsSubscribeResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Result of {@code initialize}. */
public record InitializeResult(
    @Doc("version that both speak") String protocol,
    @Doc("which daemon") DaemonIdentity daemon,
    @Doc("what it enforces") DaemonLimits limits,
    @Doc("who it takes the client for") Principal principal,
    @Doc("where it stands") DaemonState state,
    @Doc("what became of the subscriptions that were asked for, in their order")
        @Nullable List<EventsSubscribeResult> subscriptions) {

  public InitializeResult {
    subscriptions = subscriptions == null ? null : List.copyOf(subscriptions);
  }
}

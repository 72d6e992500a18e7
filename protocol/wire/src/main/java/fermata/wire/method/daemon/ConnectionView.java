package fermata.wire.method.daemon;

import fermata.wire.json.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection, as the daemon sees it. */
public record ConnectionView(
    @Doc("its name in the log") String id,
    @Doc("who is at the other end") String principal,
    @Doc("the widest thing that it may do") String scope,
    @Doc("name that the client gave itself, once it has") @Nullable String client,
    @Doc("what it follows") List<SubscriptionView> subscriptions) {

  public ConnectionView {
    subscriptions = List.copyOf(subscriptions);
  }
}

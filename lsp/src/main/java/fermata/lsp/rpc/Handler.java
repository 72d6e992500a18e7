package fermata.lsp.rpc;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves one method. The two halves are the order of the protocol: {@link #accept} runs in the
 * order of arrival and only takes what it needs, the work that it gives back may run beside others.
 *
 * @param <P> the parameters of the method
 */
@FunctionalInterface
public interface Handler<P> {

  /** {@return the work to do, holding a snapshot of what it reads} */
  Work accept(P params);

  /** Serves one method whose work is worth breaking off when its editor no longer waits for it. */
  @FunctionalInterface
  interface Cancellable<P> {

    /** {@return the work to do; it may end early once the request is cancelled} */
    Work accept(P params, BooleanSupplier isCancelled);
  }

  /** The slow half of a request. */
  @FunctionalInterface
  interface Work {

    /** {@return the result, {@code null} where the method's result may be null} */
    @Nullable Object run();
  }
}

package fermata.daemon.tool.runtime.external;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.tool.builtin.Displays;
import fermata.daemon.tool.builtin.ToolRefusal;
import fermata.daemon.tool.runtime.CodeWork;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** One execution that a program was handed, or will be. Thread-safe. */
public final class ExternalWork {

  private final String lease;
  private final CodeWork work;
  private final Displays displays;
  private final CountDownLatch done = new CountDownLatch(1);
  private @Nullable JsonNode result;
  private @Nullable ToolRefusal refusal;
  private boolean isTaken;
  private boolean isCancelled;

  ExternalWork(String lease, CodeWork work) {
    this.lease = lease;
    this.work = work;
    this.displays = new Displays(work.work().listener());
  }

  /** {@return the name under which the program tells of it} */
  public String lease() {
    return lease;
  }

  /** {@return what is executed} */
  public CodeWork work() {
    return work;
  }

  /** {@return what it shows} */
  public Displays displays() {
    return displays;
  }

  CountDownLatch done() {
    return done;
  }

  synchronized boolean take() {
    isTaken |= !isCancelled;
    return !isCancelled;
  }

  synchronized boolean isTaken() {
    return isTaken;
  }

  synchronized void cancel() {
    isCancelled = true;
  }

  /** Whether nobody waits for it any more. */
  public synchronized boolean isCancelled() {
    return isCancelled;
  }

  /** {@return whether this was its first end} */
  synchronized boolean complete(JsonNode value) {
    boolean isFirst = done.getCount() > 0;
    result = isFirst ? value : result;
    done.countDown();
    return isFirst;
  }

  /** {@return whether this was its first end} */
  synchronized boolean fail(ToolRefusal why) {
    boolean isFirst = done.getCount() > 0;
    refusal = isFirst ? why : refusal;
    done.countDown();
    return isFirst;
  }

  synchronized JsonNode outcome() {
    if (refusal != null) {
      throw refusal;
    }
    if (result == null) {
      throw new IllegalStateException("work " + lease + " has no end");
    }
    return displays.in(result);
  }
}

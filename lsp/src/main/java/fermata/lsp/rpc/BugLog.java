package fermata.lsp.rpc;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what must not happen and gives it a number that the editor can show.
 *
 * <p>Thread-safe.
 */
public final class BugLog {

  private static final Logger LOG = LoggerFactory.getLogger(BugLog.class);

  private final AtomicInteger count = new AtomicInteger();

  /** {@return the incident's id, which the log line carries too} */
  public String report(String where, Throwable bug) {
    String incident =
        HexFormat.of().toHexDigits((short) ProcessHandle.current().pid())
            + "-"
            + count.incrementAndGet();
    LOG.error("bug incident={} where={}", incident, where, bug);
    return incident;
  }
}

package fermata.daemon.tool.runtime;

import java.io.IOException;
import java.util.Set;

/**
 * A way to execute sources.
 *
 * <p>Implementations are thread-safe.
 */
public interface RuntimeKind {

  /** What a runtime can do, for those who choose one. */
  enum Capability {
    /** Executes a program. */
    CODE,
    /** Asks a database. */
    SQL,
    /** Makes something to be looked at. */
    DISPLAY,
    /** What one execution leaves behind is there for the next of the same session. */
    STATE
  }

  /** {@return the name that definitions use} */
  String name();

  /** {@return what it can do} */
  Set<Capability> capabilities();

  /** {@return which of several kinds of one name is used: the highest that is available} */
  int priority();

  /** Whether it can be used on this machine, now. */
  boolean isAvailable();

  /**
   * {@return what tells the instances of one session apart; one instance serves all work with the
   * same}
   */
  String variant(CodeWork work);

  /** {@return a new instance for some work and what comes after it} */
  RuntimeInstance open(CodeWork work) throws IOException, InterruptedException;
}

package fermata.daemon.tool.builtin;

import java.util.concurrent.Semaphore;

/** How many programs run at once; who comes later waits within its own deadline. Thread-safe. */
public final class ProgramSlots {

  private final Semaphore free;

  /** Makes room for so many programs. */
  public ProgramSlots(int programsMax) {
    this.free = new Semaphore(programsMax, true);
  }

  /** One place, given back when closed. */
  public interface Slot extends AutoCloseable {
    @Override
    void close();
  }

  /** Waits for a place; an interrupt ends the wait. */
  public Slot take() throws InterruptedException {
    free.acquire();
    return free::release;
  }
}

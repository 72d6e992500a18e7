package fermata.cli.command;

import fermata.cli.console.ExitCode;
import java.util.function.Supplier;

/**
 * What Ctrl-C does at the moment. The process ends in any case; what may be done first is to say
 * what goes on without it.
 *
 * <p>Thread-safe: it happens on a thread of the virtual machine.
 */
public final class Interruption {

  private volatile Supplier<ExitCode> action = () -> ExitCode.INTERRUPTED;

  /** Says what to do; it must take no time and wait for nobody. */
  void set(Supplier<ExitCode> next) {
    action = next;
  }

  /** Nothing that was started goes on any more. */
  void reset() {
    action = () -> ExitCode.INTERRUPTED;
  }

  /** Happens; {@return what the process is to end with} */
  public ExitCode happen() {
    return action.get();
  }
}

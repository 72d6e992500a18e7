package fermata.daemon.rpc;

import fermata.wire.method.daemon.DaemonDiagnosticsResult;
import fermata.wire.method.daemon.DaemonEndpoint;
import fermata.wire.method.daemon.DaemonIdentity;
import fermata.wire.method.daemon.DaemonShutdownResult;
import fermata.wire.method.daemon.DaemonSkipParams;
import fermata.wire.method.daemon.DaemonSkipResult;
import fermata.wire.method.daemon.DaemonState;
import fermata.wire.method.daemon.DaemonStatusResult;
import fermata.wire.method.daemon.DrainMode;
import fermata.wire.method.daemon.SettingChange;
import fermata.wire.method.daemon.SettingView;
import fermata.wire.method.daemon.ShutdownMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What requests may know of the daemon and ask of it. */
public interface DaemonControl {

  DaemonIdentity identity();

  DaemonState state();

  /** {@return the folder in which it keeps what it knows} */
  String stateDir();

  DaemonStatusResult status();

  /** {@return who is connected, and what the daemon carries} */
  DaemonDiagnosticsResult diagnostics();

  /** {@return the file with the log} */
  Path log();

  /** {@return where clients come in} */
  List<DaemonEndpoint> endpoints();

  /** Begins to end the daemon, and returns where that stands. */
  DaemonShutdownResult shutdown(ShutdownMode mode, Duration max);

  /** Lets the daemon make room for another, and returns where that stands. */
  DaemonShutdownResult drain(DrainMode mode);

  /**
   * Lets time pass to when the next timer of a run is due, where nothing is under way.
   *
   * @throws fermata.daemon.refusal.RefusedException with {@code InvalidState} where it may not
   */
  DaemonSkipResult skip(DaemonSkipParams params);

  /** {@return how the daemon is set} */
  List<SettingView> settings();

  /**
   * Sets something until the daemon ends, all or nothing.
   *
   * @throws fermata.daemon.refusal.RefusedException with {@code InvalidParams} or {@code
   *     InvalidState}
   */
  void set(List<SettingChange> changes);

  /** Ends the connections of a principal, and returns how many there were. */
  int closeOf(String principal);

  /** Whether a principal may still be there. */
  boolean isLetIn(String principal);

  /** Notes that a client did something, so the daemon is not idle. */
  void touch();
}

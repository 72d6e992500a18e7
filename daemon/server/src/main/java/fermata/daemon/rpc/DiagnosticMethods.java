package fermata.daemon.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import fermata.daemon.refusal.RefusedException;
import fermata.wire.method.daemon.DaemonConfigParams;
import fermata.wire.method.daemon.DaemonConfigResult;
import fermata.wire.method.daemon.DaemonDiagnosticsResult;
import fermata.wire.method.daemon.DaemonLogsParams;
import fermata.wire.method.daemon.DaemonLogsResult;
import fermata.wire.method.daemon.Nothing;
import fermata.wire.method.daemon.SettingChange;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * {@code daemon/diagnostics}, {@code daemon/config} and {@code daemon/logs}: for who wonders what a
 * daemon does.
 */
final class DiagnosticMethods {

  private static final int LINES_DEFAULT = 100;
  private static final int LINES_MAX = 1_000;

  /** Bytes at the end of the log that are looked through. */
  private static final int LOG_BYTES_MAX = 2 << 20;

  private final DaemonControl daemon;

  DiagnosticMethods(DaemonControl daemon) {
    this.daemon = daemon;
  }

  DaemonDiagnosticsResult diagnostics(Nothing params, RequestContext context) {
    return daemon.diagnostics();
  }

  DaemonConfigResult config(DaemonConfigParams params, RequestContext context) {
    List<SettingChange> changes = params.set();
    if (changes != null) {
      daemon.set(changes);
    }
    return new DaemonConfigResult(daemon.settings());
  }

  DaemonLogsResult logs(DaemonLogsParams params, RequestContext context) {
    int max = Objects.requireNonNullElse(params.lines(), LINES_DEFAULT);
    if (max < 1 || max > LINES_MAX) {
      throw RefusedException.invalidParams("/lines", max + " (expected: 1 to " + LINES_MAX + ")");
    }
    String wanted = Objects.requireNonNullElse(params.contains(), "");
    List<String> lines = end(daemon.log()).filter(line -> line.contains(wanted)).toList();
    return new DaemonLogsResult(
        daemon.log().toString(), lines.subList(Math.max(0, lines.size() - max), lines.size()));
  }

  private static java.util.stream.Stream<String> end(Path log) {
    try (var file = Files.newByteChannel(log)) {
      long start = Math.max(0, file.size() - LOG_BYTES_MAX);
      file.position(start);
      String text = new String(Channels.newInputStream(file).readAllBytes(), UTF_8);
      // The first line is half a line, where it is not the first of the file.
      return text.lines().skip(start == 0 ? 0 : 1);
    } catch (IOException failure) {
      throw RefusedException.notFound("log", log.toString());
    }
  }
}

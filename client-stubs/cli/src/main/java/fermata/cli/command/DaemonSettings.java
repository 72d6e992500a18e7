package fermata.cli.command;

import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.DaemonConfigParams;
import fermata.wire.method.daemon.DaemonConfigResult;
import fermata.wire.method.daemon.DaemonDrainParams;
import fermata.wire.method.daemon.DaemonShutdownResult;
import fermata.wire.method.daemon.DrainMode;
import fermata.wire.method.daemon.SettingChange;
import fermata.wire.method.daemon.SettingView;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** {@code fermata daemon drain|config}: a daemon that runs, and how it is set. */
final class DaemonSettings {

  private DaemonSettings() {}

  static ExitCode drain(ParseResult arguments, Context context) {
    DrainMode mode = Arguments.has(arguments, "--now") ? DrainMode.NOW : DrainMode.WHEN_IDLE;
    DaemonShutdownResult result =
        context.runningClient().call(Methods.DAEMON_DRAIN, new DaemonDrainParams(mode));
    Console console = context.console();
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(result));
    } else {
      console.say(
          result.running() == 0
              ? "the daemon ends now: nothing is under way"
              : "the daemon ends when its " + result.running() + " runs at work have ended");
    }
    return ExitCode.OK;
  }

  static ExitCode config(ParseResult arguments, Context context) {
    List<SettingChange> changes = changes(Arguments.positionals(arguments, 1));
    DaemonConfigResult result =
        context
            .runningClient()
            .call(
                Methods.DAEMON_CONFIG, new DaemonConfigParams(changes.isEmpty() ? null : changes));
    Console console = context.console();
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(result));
      return ExitCode.OK;
    }
    Table table = new Table(console, "SETTING", "VALUE", "CAN BE SET", "VARIABLE", "MEANING");
    for (SettingView view : result.settings()) {
      table.row(
          view.name(),
          view.value(),
          view.changeable() ? "now" : "at the start",
          view.variable(),
          view.meaning());
    }
    table.print();
    return ExitCode.OK;
  }

  private static List<SettingChange> changes(List<String> words) {
    var changes = new ArrayList<SettingChange>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw CommandFailure.of(
            ExitCode.USAGE, "daemon config: '" + word + "' (expected: NAME=VALUE)");
      }
      changes.add(new SettingChange(word.substring(0, equals), word.substring(equals + 1)));
    }
    return changes;
  }
}

package fermata.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.check.CheckedFile;
import fermata.cli.check.DefinitionFiles;
import fermata.cli.console.Amounts;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.client.ClientSettings;
import fermata.client.FermataClient;
import fermata.client.FermataException;
import fermata.definition.text.Severity;
import fermata.wire.discovery.DaemonDescription;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.DaemonStatusResult;
import fermata.wire.method.daemon.Nothing;
import fermata.wire.method.tool.ToolListParams;
import fermata.wire.method.tool.ToolServerView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata doctor}: what is there, what is missing, and what to do about it. */
final class DoctorCommand implements Command {

  /** Less room than this may be too little for a journal that grows. */
  private static final long ROOM_MIN = 200L * 1024 * 1024;

  private static final Duration SERVERS_MAX = Duration.ofMinutes(2);

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "doctor",
            "Looks at everything that runs need: Java, folders, the daemon, definitions, models and tool servers. Says what is"
                + " wrong and what to do.",
            "fermata doctor",
            "fermata doctor --workspace agents --servers --models");
    spec.addOption(
        Arguments.value("--workspace", "DIR", "Folder with definitions to look at; else this one"));
    spec.addOption(
        Arguments.flag("--servers", "Ask tool servers too, which starts them and the daemon"));
    spec.addOption(
        Arguments.flag(
            "--models",
            "Ask the models that definitions name, a few tokens each; starts the daemon"));
    spec.addOption(Arguments.json("Print one JSON object with all findings"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    Console console = context.console();
    String folder = Arguments.find(arguments, "--workspace");
    Path workspace = console.path(folder == null ? "" : folder);
    var findings = new ArrayList<Finding>();
    findings.add(java());
    findings.add(state(context.settings()));
    findings.add(run(context.settings()));
    findings.addAll(daemons(context));
    findings.add(definitions(console, workspace));
    var models = new ModelFindings(context, workspace);
    findings.addAll(Arguments.has(arguments, "--models") ? models.asked() : models.told());
    if (Arguments.has(arguments, "--servers")) {
      findings.addAll(servers(context, workspace));
    }
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(toJson(findings));
    } else {
      findings.forEach(finding -> print(console, finding));
    }
    return findings.stream().anyMatch(it -> it.state() == Finding.State.PROBLEM)
        ? ExitCode.FAILED
        : ExitCode.OK;
  }

  private static ObjectNode toJson(List<Finding> findings) {
    ObjectNode json = Json.mapper().createObjectNode();
    ArrayNode list = json.putArray("findings");
    for (Finding finding : findings) {
      ObjectNode item = list.addObject();
      item.put("about", finding.about());
      item.put("state", finding.state().name().toLowerCase(Locale.ROOT));
      item.put("text", finding.text());
      if (finding.remedy() != null) {
        item.put("remedy", finding.remedy());
      }
    }
    return json;
  }

  private static void print(Console console, Finding finding) {
    String mark =
        switch (finding.state()) {
          case OK -> console.outPaint().good(console.symbols().done());
          case WARNING -> console.outPaint().warning(console.symbols().warning());
          case PROBLEM -> console.outPaint().bad(console.symbols().failed());
        };
    console.print(mark + " " + "%-12s".formatted(finding.about()) + finding.text());
    if (finding.remedy() != null) {
      console.print(" ".repeat(14) + console.outPaint().faint(finding.remedy()));
    }
  }

  private static Finding java() {
    return Finding.ok(
        "Java", Runtime.version() + " in " + System.getProperty("java.home", "an unknown place"));
  }

  private static Finding state(ClientSettings settings) {
    Path folder = settings.state().path();
    try {
      Files.createDirectories(folder);
      long room = Files.getFileStore(folder).getUsableSpace();
      String text = folder + ", " + Amounts.bytes(room) + " free";
      if (!Files.isWritable(folder)) {
        return Finding.problem(
            "state", folder + " cannot be written", "make it yours: chown, chmod");
      }
      return room < ROOM_MIN
          ? Finding.warning("state", text, "make room: what runs do is stored there")
          : Finding.ok("state", text);
    } catch (IOException failure) {
      return Finding.problem(
          "state",
          folder + " cannot be used: " + failure.getMessage(),
          "name another folder with FERMATA_STATE_DIR");
    }
  }

  private static Finding run(ClientSettings settings) {
    Path folder = settings.run().path();
    try {
      settings.run().requirePrivate();
      return Finding.ok("sockets", folder.toString());
    } catch (NoSuchFileException _) {
      return Finding.ok("sockets", folder + ", made by the first daemon");
    } catch (IOException failure) {
      return Finding.problem(
          "sockets",
          String.valueOf(failure.getMessage()),
          "repair it, or name another folder with FERMATA_RUN_DIR");
    }
  }

  private static List<Finding> daemons(Context context) {
    var findings = new ArrayList<Finding>();
    try {
      DaemonStatusResult status =
          context.runningClient().call(Methods.DAEMON_STATUS, new Nothing());
      findings.add(
          Finding.ok(
              "daemon",
              "process %d, build %s, up %s, %d MiB of heap"
                  .formatted(
                      status.pid(),
                      status.build(),
                      Amounts.duration(Duration.ofMillis(status.uptimeMs())),
                      status.heapUsedBytes() / (1024 * 1024))));
    } catch (FermataException.Unreachable _) {
      findings.add(Finding.ok("daemon", "none runs; the next command that needs it starts it"));
    } catch (FermataException failure) {
      findings.add(
          Finding.problem(
              "daemon",
              String.valueOf(failure.getMessage()),
              "fermata daemon logs, fermata daemon stop --now"));
    } finally {
      context.forget();
    }
    for (DaemonDescription other : DaemonCommand.ofOtherBuilds(context)) {
      findings.add(
          Finding.warning(
              "daemon",
              "process " + other.pid() + " is of another build, " + other.build(),
              "it ends when it is idle; fermata daemon stop ends all"));
    }
    return findings;
  }

  private static Finding definitions(Console console, Path workspace) {
    var files = new DefinitionFiles(console);
    List<CheckedFile> checked;
    try {
      checked = files.find(workspace.toString()).stream().map(files::check).toList();
    } catch (CommandFailure none) {
      return Finding.ok("definitions", "none in " + workspace + "; fermata new makes one");
    }
    long broken = checked.stream().filter(file -> !file.isUsable()).count();
    long warned = checked.stream().filter(file -> file.count(Severity.WARNING) > 0).count();
    String text = Amounts.count(checked.size(), "file") + " in " + workspace;
    if (broken > 0) {
      return Finding.problem(
          "definitions", text + ", " + broken + " with errors", "fermata check " + workspace);
    }
    return warned > 0
        ? Finding.warning(
            "definitions", text + ", " + warned + " with warnings", "fermata check " + workspace)
        : Finding.ok("definitions", text + ", no errors");
  }

  private static List<Finding> servers(Context context, Path workspace) {
    try {
      FermataClient client = context.client();
      List<ToolServerView> servers =
          client
              .call(Methods.TOOL_LIST, new ToolListParams(workspace.toString(), true), SERVERS_MAX)
              .servers();
      return servers.isEmpty()
          ? List.of(Finding.ok("servers", "no tool servers are declared"))
          : servers.stream().map(DoctorCommand::server).toList();
    } catch (FermataException failure) {
      return List.of(
          Finding.problem("servers", String.valueOf(failure.getMessage()), "fermata daemon logs"));
    }
  }

  private static Finding server(ToolServerView server) {
    String problem = server.problem();
    return problem == null
        ? Finding.ok("server", server.name() + ", " + server.tools() + " tools")
        : Finding.problem(
            "server",
            server.name() + ": " + problem,
            "try its command in a terminal: " + server.reachedBy());
  }
}

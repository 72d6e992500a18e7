package fermata.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.console.Amounts;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.cli.value.TypedValue;
import fermata.client.FermataClient;
import fermata.definition.text.Suggestions;
import fermata.wire.event.Failure;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.session.SessionSummary;
import fermata.wire.method.tool.ToolCallParams;
import fermata.wire.method.tool.ToolCallResult;
import fermata.wire.method.tool.ToolDescription;
import fermata.wire.method.tool.ToolExampleView;
import fermata.wire.method.tool.ToolListParams;
import fermata.wire.method.tool.ToolListResult;
import fermata.wire.method.tool.ToolServerView;
import fermata.wire.method.tool.ToolTermsView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata tools}: what agents of a folder may use. */
final class ToolsCommand implements Command {

  /** How long a server may take to start before the command gives the list up. */
  private static final Duration SERVERS_MAX = Duration.ofMinutes(2);

  private static final List<ToolExampleView> NO_EXAMPLES = List.of();

  private static final Duration CALL = Duration.ofMinutes(10);

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "tools",
            "Lists, shows and calls tools: the built-in ones, those of the catalogues of a folder and those of its"
                + " servers; logs lists the calls of a session.",
            "fermata tools",
            "fermata tools --servers --workspace agents --json",
            "fermata tools show files.read",
            "fermata tools call files.search text=TODO glob='**/*.java'",
            "fermata tools call json.query --args '{\"value\": {\"a\": 1}, \"query\": \"$.a\"}'",
            "fermata tools logs",
            "fermata tools logs 3f9a2b1c files.write --json");
    spec.addPositional(
        Arguments.positional("0", "0..1", "ACTION", "list, show, call or logs; list unless said"));
    spec.addPositional(
        Arguments.positional(
            "1", "0..1", "TOOL", "show, call: its name; logs: the session, else the newest"));
    spec.addPositional(
        Arguments.positional(
            "2..*",
            "0..*",
            "NAME=VALUE",
            "call: an argument, by its name; logs: a tool, whose calls alone are listed"));
    spec.addOption(Arguments.value("--args", "JSON", "call: the arguments, a JSON object"));
    spec.addOption(
        Arguments.value(
            "--workspace", "DIR", "Folder to work in, with *.tools.yaml files; else this one"));
    spec.addOption(
        Arguments.flag("--servers", "list, show: ask tool servers, which starts those declared"));
    spec.addOption(Arguments.json("Print one JSON object, with the schemas"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    @Nullable String action = Arguments.positional(arguments, 0);
    return switch (action == null ? "list" : action) {
      case "list" -> list(arguments, context);
      case "show" -> show(arguments, context);
      case "call" -> call(arguments, context);
      case "logs" -> logs(arguments, context);
      default ->
          throw CommandFailure.of(
              ExitCode.USAGE, action + ": no such action (expected: list, show, call or logs)");
    };
  }

  private static ExitCode logs(ParseResult arguments, Context context) {
    var references = new References(context.client());
    @Nullable String named = Arguments.positional(arguments, 1);
    SessionSummary session = named == null ? references.lastSession() : references.session(named);
    boolean isJson = Arguments.has(arguments, Arguments.JSON);
    return new ToolLog(context).print(session, Arguments.positional(arguments, 2), isJson);
  }

  private static String workspace(ParseResult arguments, Console console) {
    String folder = Arguments.find(arguments, "--workspace");
    return console.path(folder == null ? "" : folder).toString();
  }

  private static ToolListResult listed(ParseResult arguments, Context context) {
    var params =
        new ToolListParams(
            workspace(arguments, context.console()), Arguments.has(arguments, "--servers"));
    return context.client().call(Methods.TOOL_LIST, params, SERVERS_MAX);
  }

  private static ExitCode list(ParseResult arguments, Context context) {
    Console console = context.console();
    ToolListResult tools = listed(arguments, context);
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(tools));
    } else {
      print(console, tools);
    }
    return ExitCode.OK;
  }

  private static void print(Console console, ToolListResult tools) {
    Table table = new Table(console, "TOOL", "EFFECT", "DESCRIPTION");
    for (ToolDescription tool : tools.tools()) {
      table.row(tool.name(), effect(tool), firstSentence(tool.description()));
    }
    table.print();
    if (!tools.servers().isEmpty()) {
      console.print("");
      var servers = new Table(console, "SERVER", "TOOLS", "REACHED BY");
      tools.servers().forEach(server -> servers.row(server.name(), count(server), reach(server)));
      servers.print();
    }
    if (!tools.complete()) {
      console.say("there may be more: a catalogue could not be read, or a server was not asked");
    }
  }

  private static String count(ToolServerView server) {
    return server.tools() == null ? "not asked" : String.valueOf(server.tools());
  }

  private static String reach(ToolServerView server) {
    return server.problem() == null
        ? server.reachedBy()
        : server.reachedBy() + " · " + server.problem();
  }

  private static String firstSentence(String text) {
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }

  private static String effect(ToolDescription tool) {
    if (tool.readOnly()) {
      return "reads";
    }
    return tool.destructive() ? "destroys" : "changes";
  }

  private static String name(ParseResult arguments) {
    @Nullable String name = Arguments.positional(arguments, 1);
    if (name == null) {
      throw CommandFailure.of(
          ExitCode.USAGE, "which tool? (expected: its name; see fermata tools)");
    }
    return name;
  }

  private static ToolDescription find(String name, ToolListResult tools) {
    return tools.tools().stream()
        .filter(tool -> tool.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailure.of(
                    ExitCode.USAGE,
                    "tool '" + name + "' does not exist" + Suggestions.hint(name, names(tools)),
                    tools.complete()
                        ? "see fermata tools"
                        : "it may be one of a server: --servers"));
  }

  private static List<String> names(ToolListResult tools) {
    return tools.tools().stream().map(ToolDescription::name).toList();
  }

  private static ExitCode show(ParseResult arguments, Context context) {
    Console console = context.console();
    ToolDescription tool = find(name(arguments), listed(arguments, context));
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(tool));
      return ExitCode.OK;
    }
    console.print(console.outPaint().bold(tool.name()) + "  " + tool.description());
    console.print("");
    String version = tool.version();
    console.print(promises(tool) + (version == null ? "" : " · version " + version));
    ToolTermsView terms = tool.terms();
    if (terms != null) {
      console.print(terms(terms));
    }
    printFields(console, "ARGUMENT", tool.inputSchema());
    JsonNode output = tool.outputSchema();
    if (output != null) {
      printFields(console, "RESULT", output);
    }
    for (ToolExampleView example : Objects.requireNonNullElse(tool.examples(), NO_EXAMPLES)) {
      console.print("");
      console.print("Example, " + example.description() + ":");
      console.print("  " + example.args());
    }
    return ExitCode.OK;
  }

  private static String promises(ToolDescription tool) {
    String effect =
        switch (effect(tool)) {
          case "reads" -> "changes nothing";
          case "destroys" -> "may destroy what was there";
          default -> "may change things";
        };
    String again =
        tool.readOnly() || tool.idempotent()
            ? "repeated after a crash"
            : "after a crash: " + tool.onUnknown();
    Long millis = tool.timeoutMs();
    return effect
        + " · "
        + again
        + (millis == null ? "" : " · timeout " + Amounts.duration(Duration.ofMillis(millis)));
  }

  /** {@return what a catalogue lets a tool have, in words} */
  private static String terms(ToolTermsView terms) {
    var all = new ArrayList<String>();
    if (terms.program() != null) {
      all.add("runs " + terms.program());
    }
    if (terms.host() != null) {
      all.add("asks " + terms.host());
    }
    if (terms.secrets() != null) {
      all.add("is given " + String.join(", ", terms.secrets()));
    }
    if (terms.events()) {
      all.add("speaks by events");
    }
    if (terms.concurrency() != null) {
      all.add("at most " + terms.concurrency() + " at once");
    }
    Long per = terms.ratePerMs();
    if (terms.rate() != null && per != null) {
      all.add(terms.rate() + " in " + Amounts.duration(Duration.ofMillis(per)));
    }
    all.add("answers " + terms.outputBytes() + " bytes at most");
    return String.join(" · ", all);
  }

  private static void printFields(Console console, String heading, JsonNode schema) {
    if (schema.path("properties").isEmpty()) {
      return;
    }
    console.print("");
    var table = new Table(console, heading, "TYPE", "");
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      JsonNode of = field.getValue();
      boolean isRequired =
          StreamSupport.stream(schema.path("required").spliterator(), false)
              .anyMatch(name -> name.asText().equals(field.getKey()));
      String more = of.has("default") ? " (default " + of.get("default") + ")" : "";
      table.row(
          field.getKey() + (isRequired && heading.equals("ARGUMENT") ? " *" : ""),
          type(of),
          of.path("description").asText() + more);
    }
    table.print();
  }

  private static String type(JsonNode schema) {
    if (schema.has("enum")) {
      return String.join(
          " | ",
          StreamSupport.stream(schema.get("enum").spliterator(), false)
              .map(JsonNode::asText)
              .toList());
    }
    return schema.path("type").isTextual() ? schema.get("type").asText() : "any";
  }

  private static ExitCode call(ParseResult arguments, Context context) {
    Console console = context.console();
    FermataClient client = context.client();
    String name = name(arguments);
    String workspace = workspace(arguments, console);
    // A tool of a server is known once the server was asked; the call itself starts it.
    boolean isOfServer = name.startsWith("mcp:");
    JsonNode schema =
        isOfServer
            ? Json.mapper().createObjectNode()
            : find(name, client.call(Methods.TOOL_LIST, new ToolListParams(workspace, false)))
                .inputSchema();
    var params =
        new ToolCallParams(
            name,
            args(arguments, schema),
            workspace,
            CALL.toMillis(),
            UUID.randomUUID().toString());
    ToolCallResult result = client.call(Methods.TOOL_CALL, params, CALL.plusSeconds(5));
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(result));
    } else if (result.error() == null) {
      JsonNode value = result.result();
      console.print(value == null ? "null" : value.toPrettyString());
    }
    Failure error = result.error();
    if (error == null) {
      return ExitCode.OK;
    }
    console.say(console.paint().bad("error:") + " " + error.kind() + ": " + error.message());
    return ExitCode.FAILED;
  }

  private static ObjectNode args(ParseResult arguments, JsonNode schema) {
    @Nullable String json = Arguments.find(arguments, "--args");
    ObjectNode args =
        json == null ? Json.mapper().createObjectNode() : RunInput.object("--args", json);
    List<String> words = Arguments.positionals(arguments, 2);
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw CommandFailure.of(ExitCode.USAGE, "\"" + word + "\" is not NAME=VALUE");
      }
      String name = word.substring(0, equals);
      args.set(name, value(name, schema.path("properties").path(name), word.substring(equals + 1)));
    }
    return args;
  }

  private static JsonNode value(String name, JsonNode schema, String text) {
    return switch (TypedValue.read(schema, text)) {
      case TypedValue.Value(var value) -> value;
      case TypedValue.Mistake(var message) ->
          throw CommandFailure.of(ExitCode.USAGE, "argument " + name + ": " + message);
    };
  }
}

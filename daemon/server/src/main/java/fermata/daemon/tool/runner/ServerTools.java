package fermata.daemon.tool.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.daemon.secret.Secrets;
import fermata.daemon.tool.ToolCall;
import fermata.daemon.tool.ToolCatalog;
import fermata.daemon.tool.ToolChange;
import fermata.daemon.tool.builtin.ToolBody;
import fermata.daemon.tool.mcp.McpConfig;
import fermata.daemon.tool.mcp.McpServer;
import fermata.daemon.tool.mcp.McpServers;
import fermata.daemon.tool.mcp.ProjectServers;
import fermata.definition.model.ToolName;
import fermata.definition.text.FileForm;
import fermata.definition.text.SourceText;
import fermata.definition.tool.Certainty;
import fermata.definition.tool.KnownTools;
import fermata.definition.tool.ToolSchema;
import fermata.definition.tool.ToolTraits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The tools of servers, as those of a catalogue. Thread-safe. */
final class ServerTools implements AutoCloseable {

  private final McpServers servers;
  private final Secrets secrets;

  /**
   * Makes them.
   *
   * @param passed what every program sees
   * @param secrets that declarations name
   * @param changes hears when a server's tools are others
   */
  ServerTools(Map<String, String> passed, Secrets secrets, ToolChange.Listener changes) {
    this.servers = new McpServers(passed, changes);
    this.secrets = secrets;
  }

  /** {@return the servers that the files of a catalogue declare; of two of one name the first} */
  List<McpServer> declaredIn(ToolCatalog catalog) {
    var found = new LinkedHashMap<String, McpServer>();
    for (SourceText file : catalog.files()) {
      List<McpServer> servers =
          file.form() == FileForm.PROJECT
              ? ProjectServers.read(file, catalog.folder(), secrets)
              : McpConfig.isConfig(file.name())
                  ? McpConfig.read(file, catalog.folder(), secrets)
                  : List.of();
      servers.forEach(server -> found.putIfAbsent(server.name(), server));
    }
    return List.copyOf(found.values());
  }

  /** {@return what the servers have said so far; those that were never asked are unknown} */
  KnownTools known(Workbench workbench) {
    if (workbench.servers().isEmpty()) {
      return workbench.known();
    }
    var schemas = new ArrayList<ToolSchema>();
    var asked = new ArrayList<String>();
    for (McpServer server : workbench.servers()) {
      servers
          .tools(server)
          .ifPresent(
              tools -> {
                schemas.addAll(tools);
                asked.add(server.prefix());
              });
    }
    return workbench.known().with(new KnownTools(Certainty.COMPLETE, schemas)).asked(asked);
  }

  /** {@return the servers themselves, for who looks after them} */
  ServerDesk desk(Function<ToolCatalog, List<McpServer>> declared) {
    return new ServerDesk(servers, secrets, declared);
  }

  /** Makes sure that the servers were asked of which some name may be wanted. */
  void ask(Workbench workbench, List<String> patterns) throws InterruptedException {
    for (McpServer server : workbench.servers()) {
      if (patterns.stream().anyMatch(pattern -> isAbout(pattern, server))) {
        servers.ask(server);
      }
    }
  }

  /**
   * Makes sure that the server of a tool, where it is of one, was asked.
   *
   * @throws fermata.daemon.tool.builtin.ToolRefusal where it does not answer
   */
  void require(ToolName tool, Workbench workbench) throws InterruptedException {
    McpServer server = workbench.serverOf(tool).orElse(null);
    if (server != null) {
      servers.require(server);
    }
  }

  /** A pattern that is wider than all tools of servers starts none: `*` is no wish for them. */
  private static boolean isAbout(String pattern, McpServer server) {
    String stem = pattern.endsWith("*") ? pattern.substring(0, pattern.length() - 1) : pattern;
    return stem.startsWith(server.prefix())
        || (stem.startsWith(McpServer.SCHEME) && server.prefix().startsWith(stem));
  }

  /** {@return what stands for a tool of a server that has not answered: the call says why} */
  Optional<ToolSchema> unknown(ToolName tool, Workbench workbench) {
    JsonNode anything = JsonNodeFactory.instance.objectNode().put("type", "object");
    return workbench
        .serverOf(tool)
        .map(_ -> new ToolSchema(tool, "", anything, null, ToolTraits.UNKNOWN, null));
  }

  /** {@return what calls a tool of a server} */
  Optional<ToolBody> find(ToolCall call, Workbench workbench) {
    return workbench
        .serverOf(call.tool())
        .map(server -> work -> servers.call(server, call, work.args().json(), work.listener()));
  }

  @Override
  public void close() {
    servers.close();
  }
}

package fermata.daemon.tool.runner;

import fermata.daemon.tool.ToolCatalog;
import fermata.daemon.tool.builtin.BuiltinBodies;
import fermata.daemon.tool.mcp.McpConfig;
import fermata.daemon.tool.mcp.McpServer;
import fermata.definition.load.BuiltinTools;
import fermata.definition.load.OpenApiTools;
import fermata.definition.load.ToolCatalogLoader;
import fermata.definition.model.ToolName;
import fermata.definition.text.FileForm;
import fermata.definition.text.SourceText;
import fermata.definition.text.Suggestions;
import fermata.definition.tool.Certainty;
import fermata.definition.tool.KnownTools;
import fermata.definition.tool.ToolDeclaration;
import fermata.definition.tool.ToolSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tools that calls with one catalogue may name.
 *
 * <p>A catalogue file with errors gives no tools. A name that is built in cannot be declared anew:
 * the built-in tool stands. Immutable.
 */
final class Workbench {

  private final KnownTools known;
  private final Map<ToolName, ToolDeclaration> programs;
  private final List<McpServer> servers;

  private Workbench(
      KnownTools known, Map<ToolName, ToolDeclaration> programs, List<McpServer> servers) {
    this.known = known;
    this.programs = programs;
    this.servers = servers;
  }

  /**
   * {@return the tools of a catalogue}
   *
   * @param servers those that its files declare
   */
  static Workbench of(ToolCatalog catalog, BuiltinBodies builtins, List<McpServer> servers) {
    Map<ToolName, ToolDeclaration> programs = new LinkedHashMap<>();
    for (SourceText file : catalog.files()) {
      if (McpConfig.isConfig(file.name()) || file.form() == FileForm.PROJECT) {
        continue;
      }
      if (OpenApiTools.isDocument(file.name())) {
        continue;
      }
      if (ToolCatalogLoader.load(file).isUsable()) {
        OpenApiTools.all(file, name -> document(catalog, name)).stream()
            .filter(tool -> BuiltinTools.knowledge().find(tool.schema().name()).isEmpty())
            .forEach(tool -> programs.putIfAbsent(tool.schema().name(), tool));
      }
    }
    List<ToolSchema> schemas = new ArrayList<>();
    programs.values().forEach(tool -> schemas.add(tool.schema()));
    return new Workbench(
        BuiltinTools.knowledge().with(new KnownTools(Certainty.COMPLETE, schemas)),
        programs,
        servers);
  }

  /** {@return the tools that there are whatever servers have said} */
  KnownTools known() {
    return known;
  }

  /** {@return the tools that the catalogues declare} */
  List<ToolSchema> declared() {
    return programs.values().stream().map(ToolDeclaration::schema).toList();
  }

  List<McpServer> servers() {
    return servers;
  }

  /** Whether all of its servers can be used; what one lacks may be there when it is read again. */
  boolean isWhole() {
    return servers.stream().noneMatch(it -> it.launch() instanceof McpServer.Launch.Unusable);
  }

  /** {@return the server that a tool is of} */
  Optional<McpServer> serverOf(ToolName tool) {
    return servers.stream().filter(it -> tool.value().startsWith(it.prefix())).findFirst();
  }

  private static Optional<SourceText> document(ToolCatalog catalog, String name) {
    return catalog.files().stream().filter(file -> file.name().equals(name)).findFirst();
  }

  Optional<ToolDeclaration> declaration(ToolName name) {
    return Optional.ofNullable(programs.get(name));
  }

  String missing(ToolName name) {
    List<String> names = known.all().map(tool -> tool.name().value()).toList();
    return "tool '" + name.value() + "' does not exist" + Suggestions.hint(name.value(), names);
  }
}

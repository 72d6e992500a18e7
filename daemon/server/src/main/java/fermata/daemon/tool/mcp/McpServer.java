package fermata.daemon.tool.mcp;

import fermata.definition.model.ToolName;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A tool server, as it is declared.
 *
 * @param name without {@code /}; its tools are called {@code mcp:NAME/TOOL}
 * @param workspace the folder that it works in and is told of as its root
 */
public record McpServer(String name, Launch launch, Path workspace) {

  /** What the names of all tools of servers begin with. */
  public static final String SCHEME = "mcp:";

  /** How a server is reached. */
  public sealed interface Launch {

    /**
     * A program that speaks on its standard streams.
     *
     * @param command the program and its arguments
     * @param environment what it sees besides the usual few variables
     * @param environmentFile a file with more of them, which is read when the program is started
     * @param folder where it is started; the workspace where absent
     */
    record Stdio(
        List<String> command,
        Map<String, String> environment,
        @Nullable Path environmentFile,
        @Nullable Path folder)
        implements Launch {

      public Stdio {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
      }

      /** A program that works in the workspace. */
      public Stdio(List<String> command, Map<String, String> environment) {
        this(command, environment, null, null);
      }

      /** Without values: they may be keys. */
      @Override
      public String toString() {
        return "Stdio[command=" + command + "]";
      }
    }

    /**
     * Streamable HTTP.
     *
     * @param headers sent with every request
     */
    record Http(URI address, Map<String, String> headers) implements Launch {

      public Http {
        headers = Map.copyOf(new TreeMap<>(headers));
      }

      /** Without values: they may be keys. */
      @Override
      public String toString() {
        return "Http[address=" + address + "]";
      }
    }

    /**
     * It cannot be reached as it is declared.
     *
     * @param reason for people
     */
    record Unusable(String reason) implements Launch {}
  }

  /** {@return the program or the address; neither arguments nor queries, which may be keys} */
  public String reachedBy() {
    return switch (launch) {
      case Launch.Stdio(var command, _, _, _) -> command.getFirst();
      case Launch.Http(var address, _) ->
          address.getScheme() + "://" + authority(address) + address.getPath();
      case Launch.Unusable(_) -> "not usable";
    };
  }

  private static String authority(URI address) {
    return address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
  }

  /** {@return what the names of its tools begin with} */
  public String prefix() {
    return SCHEME + name + "/";
  }

  /** {@return the full name of a tool} */
  public ToolName tool(String own) {
    return new ToolName(prefix() + own);
  }

  /** {@return the name by which the server itself knows a tool} */
  public String ownName(ToolName tool) {
    return tool.value().substring(prefix().length());
  }
}

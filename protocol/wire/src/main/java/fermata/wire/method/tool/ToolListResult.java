package fermata.wire.method.tool;

import fermata.wire.json.Doc;
import java.util.List;

/** Result of {@code tool/list}. */
public record ToolListResult(
    @Doc("by name") List<ToolDescription> tools,
    @Doc("whether a tool that is not listed surely does not exist") boolean complete,
    @Doc("tool servers that the folder declares") List<ToolServerView> servers) {

  public ToolListResult {
    tools = List.copyOf(tools);
    servers = List.copyOf(servers);
  }
}

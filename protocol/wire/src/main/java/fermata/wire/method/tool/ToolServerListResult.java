package fermata.wire.method.tool;

import fermata.wire.json.Doc;
import java.util.List;

/** Result of {@code toolServer/list}. */
public record ToolServerListResult(
    @Doc("in the order of their declarations") List<ToolServerStatus> servers) {

  public ToolServerListResult {
    servers = List.copyOf(servers);
  }
}

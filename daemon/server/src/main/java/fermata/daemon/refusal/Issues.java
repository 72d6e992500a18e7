package fermata.daemon.refusal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is wrong with the params of a request, all of it. Not thread-safe.
 *
 * <p>Messages say what was expected.
 */
public final class Issues {

  private final List<Issue> issues = new ArrayList<>();

  private record Issue(String pointer, String message) {}

  static Issues of(String pointer, String message) {
    var issues = new Issues();
    issues.add(pointer, message);
    return issues;
  }

  /**
   * Adds a fault.
   *
   * @param pointer a JSON pointer into the params
   */
  public void add(String pointer, String message) {
    issues.add(new Issue(pointer, message));
  }

  /** Refuses the request if there is a fault. */
  public void refuseIfAny() {
    if (!issues.isEmpty()) {
      throw RefusedException.of(error());
    }
  }

  RpcError error() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Issue issue : issues) {
      list.addObject()
          .put("pointer", issue.pointer())
          .put("code", "invalid")
          .put("message", issue.message());
    }
    String message = issues.stream().map(Issues::line).collect(Collectors.joining("; "));
    return RpcError.of(DaemonErrorCode.INVALID_PARAMS, message).with("issues", list);
  }

  private static String line(Issue issue) {
    return (issue.pointer().isEmpty() ? "params" : issue.pointer()) + ": " + issue.message();
  }
}

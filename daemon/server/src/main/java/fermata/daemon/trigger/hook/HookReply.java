package fermata.daemon.trigger.hook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** An answer to a request. */
record HookReply(int status, Map<String, String> headers, ObjectNode body) {

  static HookReply of(int status, ObjectNode body) {
    return new HookReply(status, Map.of(), body);
  }

  static HookReply refused(int status, String why) {
    return of(status, JsonNodeFactory.instance.objectNode().put("error", why));
  }

  HookReply with(String header, String value) {
    return new HookReply(status, Map.of(header, value), body);
  }
}

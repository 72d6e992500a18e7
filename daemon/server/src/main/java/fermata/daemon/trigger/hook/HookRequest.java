package fermata.daemon.trigger.hook;

import java.util.Map;

/**
 * A whole request.
 *
 * @param path without its query
 * @param headers by name in lower case; of one that comes several times, the first
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and never changed.
record HookRequest(String method, String path, Map<String, String> headers, byte[] body) {

  String header(String name) {
    return headers.getOrDefault(name, "");
  }
}

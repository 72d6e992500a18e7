package fermata.wire.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * HTTP answers as bytes. Every one ends its connection, is kept by no cache, is not sniffed, and
 * gives no page of another origin anything to read.
 */
final class HttpAnswers {

  private static final String COMMON =
      "Connection: close\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n";

  private HttpAnswers() {}

  static byte[] whole(int status, String contentType, String body) {
    byte[] content = body.getBytes(UTF_8);
    String extra =
        switch (status) {
          case 401 -> "WWW-Authenticate: Bearer\r\n";
          case 405 -> "Allow: GET\r\n";
          case 426 -> "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n";
          default -> "";
        };
    byte[] head = head(status, contentType, extra + "Content-Length: " + content.length + "\r\n");
    byte[] whole = Arrays.copyOf(head, head.length + content.length);
    System.arraycopy(content, 0, whole, head.length, content.length);
    return whole;
  }

  static byte[] endless(String contentType) {
    return head(200, contentType, "");
  }

  private static byte[] head(int status, String contentType, String extra) {
    return ("HTTP/1.1 "
            + status
            + " "
            + phrase(status)
            + "\r\n"
            + COMMON
            + "Content-Type: "
            + contentType
            + "\r\n"
            + extra
            + "\r\n")
        .getBytes(UTF_8);
  }

  static byte[] upgrade(WebDecision.Upgrade upgrade) {
    String protocol =
        upgrade.protocol() == null ? "" : "Sec-WebSocket-Protocol: " + upgrade.protocol() + "\r\n";
    return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + upgrade.accept()
            + "\r\n"
            + protocol
            + "\r\n")
        .getBytes(UTF_8);
  }

  // The words are for people who look at bytes; programs read the number.
  private static String phrase(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 408 -> "Request Timeout";
      case 426 -> "Upgrade Required";
      case 431 -> "Request Header Fields Too Large";
      case 503 -> "Service Unavailable";
      default -> "Status";
    };
  }
}

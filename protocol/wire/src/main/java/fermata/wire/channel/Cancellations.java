package fermata.wire.channel;

import static java.nio.charset.StandardCharsets.US_ASCII;

import fermata.wire.frame.Frame;
import fermata.wire.jsonrpc.Incoming;
import fermata.wire.jsonrpc.MessageDecoder;
import fermata.wire.jsonrpc.RequestId;
import fermata.wire.jsonrpc.RpcMessage;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Requests that were given up before they were begun. A cancellation overtakes the frames that
 * wait, so it may come before the request that it means has been decoded; it never means a request
 * that comes after it. Thread-safe.
 */
final class Cancellations {

  /** The method of the notification. */
  static final String METHOD = "$/cancelRequest";

  // A frame that is longer than this is not looked into before its turn.
  private static final int FRAME_BYTES_MAX = 1024;
  private static final int REMEMBERED_MAX = 512;
  private static final byte[] MARK = METHOD.getBytes(US_ASCII);

  private final MessageDecoder decoder;
  private final Map<RequestId, Long> early = new ConcurrentHashMap<>();

  Cancellations(MessageDecoder decoder) {
    this.decoder = decoder;
  }

  /** {@return the request that a frame cancels, when it does nothing else} */
  Optional<RequestId> recognise(Frame frame) {
    if (frame instanceof Frame.Body(byte[] bytes)
        && bytes.length <= FRAME_BYTES_MAX
        && contains(bytes)
        && decoder.decode(bytes)
            instanceof
            Incoming.Single(Incoming.Item.Accepted(RpcMessage.Notification notification))) {
      return idOf(notification);
    }
    return Optional.empty();
  }

  /** {@return the request that a notification cancels, if it is a cancellation} */
  static Optional<RequestId> idOf(RpcMessage.Notification notification) {
    return notification.method().equals(METHOD)
        ? RequestId.of(notification.params().path("id"))
        : Optional.empty();
  }

  /** Remembers that a request was cancelled when so many frames had come. */
  void remember(RequestId id, long frameNumber) {
    if (early.size() < REMEMBERED_MAX) {
      early.put(id, frameNumber);
    }
  }

  /** Whether a request that came in a frame was cancelled before it was begun. */
  boolean covers(RequestId id, long frameNumber) {
    return early.getOrDefault(id, 0L) >= frameNumber;
  }

  /** Forgets what can only have meant earlier frames. */
  void forgetBefore(long frameNumber) {
    early.values().removeIf(number -> number < frameNumber);
  }

  private static boolean contains(byte[] bytes) {
    for (int i = 0; i <= bytes.length - MARK.length; i++) {
      if (bytes[i] == MARK[0] && matchesAt(bytes, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matchesAt(byte[] bytes, int start) {
    for (int i = 0; i < MARK.length; i++) {
      if (bytes[start + i] != MARK[i]) {
        return false;
      }
    }
    return true;
  }
}

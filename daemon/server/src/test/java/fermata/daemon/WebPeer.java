package fermata.daemon;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * A client of a port that writes bytes and keeps no rules of its own. Every read has a deadline.
 */
final class WebPeer implements AutoCloseable {

  private static final int MILLIS_MAX = 30_000;

  private final Socket socket;
  private final DataInputStream in;

  private WebPeer(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
  }

  static WebPeer connect(int port) throws IOException {
    var socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    socket.setSoTimeout(MILLIS_MAX);
    socket.setTcpNoDelay(true);
    return new WebPeer(socket);
  }

  WebPeer send(String text) throws IOException {
    return send(text.getBytes(UTF_8));
  }

  WebPeer send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  InputStream in() {
    return in;
  }

  /** {@return the head of the answer} */
  String head() throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("closed after: " + head.toString(ISO_8859_1));
      }
      head.write(next);
    }
    return head.toString(ISO_8859_1);
  }

  /** {@return the status of the answer} */
  int status() throws IOException {
    return Integer.parseInt(head().split(" ", 3)[1]);
  }

  /** {@return a line of the answer, without its end} */
  String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
      line.write(next);
    }
    return line.toString(UTF_8);
  }

  static String upgrade(int port, String... headers) {
    var head =
        new StringBuilder("GET /rpc HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n")
            .append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n")
            .append("Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  /** Sends a message of a WebSocket. */
  WebPeer message(String text) throws IOException {
    return send(frame(0x81, text.getBytes(UTF_8)));
  }

  /** {@return a frame of a client} */
  static byte[] frame(int first, byte[] payload) {
    var frame = ByteBuffer.allocate(payload.length + 14).put((byte) first);
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else if (payload.length < 65_536) {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(payload.length);
    }
    byte[] mask = {1, 2, 3, 4};
    frame.put(mask);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ mask[i & 3]));
    }
    byte[] bytes = new byte[frame.position()];
    frame.flip().get(bytes);
    return bytes;
  }

  /** A frame of the daemon. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Received(int opcode, byte[] payload) {

    JsonNode json() throws IOException {
      return Json.mapper().readTree(payload);
    }

    /** {@return the code of a frame that ends the connection} */
    int closeCode() {
      return opcode == 8 ? ByteBuffer.wrap(payload).getShort() : -1;
    }
  }

  /** {@return the next frame of the daemon} */
  Received next() throws IOException {
    int opcode = in.readUnsignedByte() & 0x0f;
    int length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = (int) in.readLong();
    }
    return new Received(opcode, in.readNBytes(length));
  }

  /** {@return the result of a request} */
  JsonNode ask(int id, String method, String params) throws IOException {
    message(
        "{\"jsonrpc\":\"2.0\",\"id\":"
            + id
            + ",\"method\":\""
            + method
            + "\",\"params\":"
            + params.replace('\'', '"')
            + "}");
    JsonNode reply = next().json();
    while (!reply.path("id").asText().equals(String.valueOf(id))) {
      reply = next().json();
    }
    return reply;
  }

  /** Whether the daemon has closed the connection. */
  boolean isClosed() throws IOException {
    try {
      return in.read() < 0;
    } catch (java.net.SocketException reset) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

package fermata.wire.channel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the conformance corpus over WebSockets: each line of a case is a message, whole, in pieces
 * with pings between, and byte by byte.
 */
final class WebConformanceTest {

  private static final String TOKEN = "right";

  private static WebListener listener;

  @BeforeAll
  static void listen() throws IOException {
    var keeper =
        new Doorkeeper() {
          @Override
          public Optional<Peer> byToken(String token) {
            return token.equals(TOKEN) ? Optional.of(Peer.owner()) : Optional.empty();
          }

          @Override
          public Optional<Peer> byTicket(String ticket, String origin) {
            return Optional.empty();
          }
        };
    var access = new WebAccess(keeper, WebNames.NONE, WebExchange::end);
    var address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
    listener =
        WebListener.open(address, ConformanceTest.LIMITS, new ConformanceService(), access, null);
  }

  @AfterAll
  static void stop() {
    listener.close();
  }

  private enum Manner {
    WHOLE,
    IN_PIECES,
    BYTE_BY_BYTE
  }

  @TestFactory
  Stream<DynamicTest> answersAsTheCorpusSays() {
    return Stream.of(Manner.values())
        .flatMap(
            manner ->
                ConformanceTest.linesCases()
                    .filter(
                        each ->
                            manner == Manner.WHOLE || ConformanceTest.bytesOf(each).length < 20_000)
                    .map(
                        each ->
                            DynamicTest.dynamicTest(
                                each.get("title").asText() + " " + manner,
                                () -> run(each, manner))));
  }

  private static void run(JsonNode fixture, Manner manner) throws IOException {
    try (var socket =
        new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), listener.port())) {
      socket.setSoTimeout(20_000);
      socket.setTcpNoDelay(true);
      var in = new DataInputStream(socket.getInputStream());
      socket.getOutputStream().write(upgrade().getBytes(UTF_8));
      assertThat(head(in)).startsWith("HTTP/1.1 101 ");
      var bytes = new ByteArrayOutputStream();
      for (byte[] line : lines(ConformanceTest.bytesOf(fixture))) {
        bytes.writeBytes(frames(line, manner));
      }
      send(socket, bytes.toByteArray(), manner);
      for (JsonNode expected : fixture.get("expect")) {
        ConformanceTest.assertMatches(next(in), expected, "");
      }
      send(socket, frames(ConformanceTest.PING.getBytes(UTF_8), Manner.WHOLE), Manner.WHOLE);
      assertThat(next(in).get("id").asText()).isEqualTo("barrier");
    }
  }

  private static void send(Socket socket, byte[] bytes, Manner manner) throws IOException {
    if (manner == Manner.BYTE_BY_BYTE) {
      for (byte each : bytes) {
        socket.getOutputStream().write(each);
      }
    } else {
      socket.getOutputStream().write(bytes);
    }
  }

  private static String upgrade() {
    return "GET /rpc HTTP/1.1\r\nHost: 127.0.0.1:"
        + listener.port()
        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nAuthorization: Bearer "
        + TOKEN
        + "\r\n\r\n";
  }

  private static String head(DataInputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      head.write(in.readUnsignedByte());
    }
    return head.toString(ISO_8859_1);
  }

  /** {@return the lines that have something in them} */
  private static List<byte[]> lines(byte[] bytes) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int end = 0; end <= bytes.length; end++) {
      if (end == bytes.length || bytes[end] == '\n') {
        byte[] line = Arrays.copyOfRange(bytes, start, end);
        if (!new String(line, ISO_8859_1).isBlank()) {
          lines.add(line);
        }
        start = end + 1;
      }
    }
    return lines;
  }

  private static byte[] frames(byte[] message, Manner manner) {
    if (manner != Manner.IN_PIECES || message.length < 2) {
      return frame(0x81, message);
    }
    int half = message.length / 2;
    var all = new ByteArrayOutputStream();
    all.writeBytes(frame(0x01, Arrays.copyOf(message, half)));
    all.writeBytes(frame(0x89, new byte[] {1, 2, 3}));
    all.writeBytes(frame(0x00, new byte[0]));
    all.writeBytes(frame(0x80, Arrays.copyOfRange(message, half, message.length)));
    return all.toByteArray();
  }

  private static byte[] frame(int first, byte[] payload) {
    var frame = ByteBuffer.allocate(payload.length + 14).put((byte) first);
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else if (payload.length < 65_536) {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(payload.length);
    }
    byte[] mask = {(byte) 0xa5, 0x5a, 0, (byte) 0xff};
    frame.put(mask);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ mask[i & 3]));
    }
    return Arrays.copyOf(frame.array(), frame.position());
  }

  /** {@return the next message; what answers a ping is passed over} */
  private static JsonNode next(DataInputStream in) throws IOException {
    while (true) {
      int opcode = in.readUnsignedByte() & 0x0f;
      int length = in.readUnsignedByte();
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = (int) in.readLong();
      }
      byte[] payload = in.readNBytes(length);
      if (opcode == 1) {
        return Json.mapper().readTree(payload);
      }
    }
  }
}

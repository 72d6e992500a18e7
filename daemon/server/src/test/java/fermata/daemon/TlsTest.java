package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.channel.WebNames;
import fermata.wire.channel.WebTls;
import fermata.wire.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A port with a certificate of its own. */
@Timeout(60)
final class TlsTest {

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
          + "{\"protocol\":[\"1.0.0\"],\"client\":{\"name\":\"t\",\"version\":\"1\"}}}";

  @TempDir static Path folder;
  private static Path certificate;
  private static Path key;
  private static SSLContext trusting;

  @BeforeAll
  static void makeACertificate() throws Exception {
    Path store = folder.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "daemon",
                "-keyalg",
                "EC",
                "-dname",
                "CN=daemon",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    KeyStore made = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      made.load(in, PASSWORD);
    }
    certificate = pem("daemon.pem", "CERTIFICATE", made.getCertificate("daemon").getEncoded());
    key = pem("daemon.key", "PRIVATE KEY", made.getKey("daemon", PASSWORD).getEncoded());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD);
    trusted.setCertificateEntry("daemon", made.getCertificate("daemon"));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    trusting = SSLContext.getInstance("TLS");
    trusting.init(null, trust.getTrustManagers(), null);
  }

  private static Path pem(String name, String what, byte[] bytes) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
  }

  private static TestDaemon daemon() {
    var listening =
        new Listening(
            Listening.parse("127.0.0.1:0").orElseThrow(),
            new WebNames(Set.of(), Set.of()),
            new Listening.TlsFiles(certificate, key));
    return TestDaemon.open(folder.resolve("home"), TestDaemon.Wish.USUAL.withListening(listening));
  }

  @Test
  void encryptsPagesAndSockets() throws Exception {
    try (TestDaemon daemon = daemon();
        HttpClient http = HttpClient.newBuilder().sslContext(trusting).build()) {
      URI health = URI.create("https://127.0.0.1:" + daemon.port() + "/healthz");
      var page =
          http.send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(page.body()).isEqualTo("ok\n");

      var reply = new CompletableFuture<JsonNode>();
      WebSocket socket =
          http.newWebSocketBuilder()
              .header("Authorization", "Bearer " + daemon.token())
              .buildAsync(URI.create("wss://127.0.0.1:" + daemon.port() + "/rpc"), hearing(reply))
              .get(20, TimeUnit.SECONDS);
      socket.sendText(INITIALIZE, true).get(20, TimeUnit.SECONDS);
      assertThat(reply.get(20, TimeUnit.SECONDS).at("/result/protocol").asText())
          .isEqualTo("1.0.0");
      socket.abort();
    }
  }

  private static WebSocket.Listener hearing(CompletableFuture<JsonNode> reply) {
    var text = new StringBuilder();
    return new WebSocket.Listener() {
      @Override
      public @Nullable CompletionStage<?> onText(
          WebSocket socket, CharSequence data, boolean isLast) {
        text.append(data);
        if (isLast) {
          try {
            reply.complete(Json.mapper().readTree(text.toString()));
          } catch (IOException broken) {
            reply.completeExceptionally(broken);
          }
        }
        socket.request(1);
        return null;
      }
    };
  }

  @Test
  void tellsWhoDoesNotEncryptNothing() throws IOException {
    try (TestDaemon daemon = daemon();
        WebPeer peer = WebPeer.connect(daemon.port())) {
      peer.send("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:" + daemon.port() + "\r\n\r\n");
      byte[] answer = peer.in().readAllBytes();
      assertThat(new String(answer, java.nio.charset.StandardCharsets.ISO_8859_1))
          .doesNotContain("HTTP");
    }
  }

  @Test
  void refusesAKeyThatOthersMayRead() throws IOException {
    Path open = Files.copy(key, folder.resolve("open.key"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> WebTls.of(certificate, open))
        .hasMessage(open + " can be read by others (expected: mode 0600)");
    assertThatThrownBy(() -> WebTls.of(certificate, folder.resolve("no.key")))
        .hasMessage(folder.resolve("no.key") + " cannot be read");
    Path wrong = Files.writeString(folder.resolve("wrong.pem"), "no certificate");
    assertThatThrownBy(() -> WebTls.of(wrong, key)).hasMessageContaining("are no certificate");
  }
}

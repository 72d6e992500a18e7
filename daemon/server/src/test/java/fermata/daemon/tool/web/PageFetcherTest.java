package fermata.daemon.tool.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class PageFetcherTest {

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private HttpServer server;
  private String home;
  private PageFetcher fetcher;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    home = "http://127.0.0.1:" + server.getAddress().getPort();
    fetcher = new PageFetcher(HostPolicy.of("127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void close() {
    released.countDown();
    fetcher.close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().toString();
      requests.add(
          exchange.getRequestMethod() + " " + path + " " + exchange.getRequestHeaders().get("X-A"));
      switch (path) {
        case "/text" ->
            send(exchange, 200, "text/plain; charset=ISO-8859-1", new byte[] {(byte) 0xe4});
        case "/long" ->
            send(exchange, 200, "text/plain", "0123456789".getBytes(StandardCharsets.UTF_8));
        case "/missing" ->
            send(exchange, 404, "text/html", "<p>no".getBytes(StandardCharsets.UTF_8));
        case "/binary" -> send(exchange, 200, "image/png", new byte[] {1, 0, 2});
        case "/stall" -> stall(exchange);
        case "/cut" -> cut(exchange);
        default -> redirect(exchange, path);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private void stall(HttpExchange exchange) throws IOException, InterruptedException {
    exchange.sendResponseHeaders(200, 0);
    OutputStream body = exchange.getResponseBody();
    body.write('x');
    body.flush();
    released.await();
  }

  private static void cut(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 100);
    exchange.getResponseBody().write("half".getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
    throw new IOException("cut");
  }

  // "/to?<address>" leads there; "/circle" to itself.
  private static void redirect(HttpExchange exchange, String path) throws IOException {
    String target = path.startsWith("/to?") ? path.substring(4) : path;
    exchange.getResponseHeaders().set("Location", target);
    exchange.sendResponseHeaders(302, -1);
  }

  @Test
  void answersArriveWithTheirStatusAndCharset() throws InterruptedException {
    assertThat(fetch("/text"))
        .isEqualTo(new Page(home + "/text", 200, "text/plain; charset=ISO-8859-1", "ä", 1, false));
    assertThat(fetch("/missing").status()).isEqualTo(404);
  }

  @Test
  void longAnswersAreCutAndSaySo() throws InterruptedException {
    assertThat(fetcher.fetch(new PageRequest(home + "/long", "GET", Map.of(), 9)).text())
        .isEqualTo("012345678");
    assertThat(fetcher.fetch(new PageRequest(home + "/long", "GET", Map.of(), 9)).isTruncated())
        .isTrue();
    assertThat(fetcher.fetch(new PageRequest(home + "/long", "GET", Map.of(), 10)).isTruncated())
        .isFalse();
  }

  @Test
  void redirectsAreFollowedAndNamed() throws InterruptedException {
    assertThat(fetch("/to?/long").url()).isEqualTo(home + "/long");
    assertThat(requests).containsExactly("GET /to?/long null", "GET /long null");
  }

  @Test
  void redirectsToAnotherHostAreCheckedLikeTheFirstAddress() {
    FetchRefusal refusal = refusal("/to?http://localhost:1/x");

    assertThat(refusal.reason()).isEqualTo(FetchRefusal.Reason.HOST);
    assertThat(refusal)
        .hasMessage(
            "host 'localhost' is not in FERMATA_FETCH_HOSTS"
                + " (name it in FERMATA_FETCH_HOSTS to allow it)");
    assertThat(refusal("/to?file:///etc/passwd").reason()).isEqualTo(FetchRefusal.Reason.ADDRESS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://user:key@127.0.0.1/",
        "//localhost/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
      })
  void noRedirectLeadsWhereNobodyMayGo(String address) {
    assertThat(refusal("/to?" + address).reason())
        .isIn(FetchRefusal.Reason.HOST, FetchRefusal.Reason.ADDRESS);
    assertThat(requests).hasSize(1);
  }

  @Test
  void aNameThatGetsAnotherAddressMeanwhileIsNotAnswered() throws UnknownHostException {
    var answers = new ArrayDeque<InetAddress>();
    answers.add(InetAddress.getByName("93.184.215.14"));
    answers.add(InetAddress.getLoopbackAddress());
    var policy = new HostPolicy(List.of(), _ -> new InetAddress[] {answers.removeFirst()});
    try (var open = new PageFetcher(policy)) {
      String address = home.replace("127.0.0.1", "localhost") + "/long";
      assertThatExceptionOfType(FetchRefusal.class)
          .isThrownBy(() -> open.fetch(new PageRequest(address, "GET", Map.of(), 100)))
          .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(FetchRefusal.Reason.HOST));
    }
    assertThat(answers).isEmpty();
  }

  @Test
  void redirectsInACircleEnd() {
    assertThat(refusal("/circle")).hasMessage("more than 5 redirects");
    assertThat(requests).hasSize(6);
  }

  @Test
  void headersGoToTheFirstOriginOnly() throws InterruptedException {
    int port = server.getAddress().getPort();
    PageFetcher both = new PageFetcher(HostPolicy.of("127.0.0.1, localhost"));
    both.fetch(
        new PageRequest(
            home + "/to?http://localhost:" + port + "/long", "GET", Map.of("X-A", "secret"), 100));
    both.close();

    assertThat(requests)
        .containsExactly("GET /to?http://localhost:" + port + "/long [secret]", "GET /long null");
  }

  @Test
  void aHeadRequestHasNoBody() throws InterruptedException {
    assertThat(fetcher.fetch(new PageRequest(home + "/long", "HEAD", Map.of(), 100)).text())
        .isEmpty();
    assertThat(requests).containsExactly("HEAD /long null");
  }

  @Test
  void whatIsNotTextIsRefused() {
    assertThat(refusal("/binary")).hasMessage("the answer is not text (content type 'image/png')");
  }

  @Test
  void aBrokenAnswerMayWorkLater() {
    assertThat(refusal("/cut").reason()).isEqualTo(FetchRefusal.Reason.NETWORK);
    server.stop(0);
    assertThat(refusal("/long")).hasMessage("host '127.0.0.1': no connection");
  }

  @Test
  void aStalledAnswerEndsWithAnInterrupt() throws InterruptedException {
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread thread =
        Thread.startVirtualThread(
            () -> {
              try {
                fetch("/stall");
              } catch (FetchRefusal | InterruptedException failure) {
                end.set(failure);
              }
            });
    org.awaitility.Awaitility.await().until(() -> !requests.isEmpty());
    thread.interrupt();
    thread.join();

    assertThat(end.get()).isNotNull();
  }

  @Test
  void headersThatCannotBeSetAreNamed() {
    assertThat(
            catchThrowableOfType(
                FetchRefusal.class,
                () ->
                    fetcher.fetch(
                        new PageRequest(home + "/long", "GET", Map.of("Host", "x"), 100))))
        .hasMessage("header 'Host' cannot be set");
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://example.org/x",
    "file:///etc/passwd",
    "http:///x",
    "//example.org/x",
    "/x",
    "http://a b",
    "http://user:pw@example.org/",
    "http://user@127.0.0.1/",
    "javascript:alert(1)",
    "http://127.1/",
    "http://"
  })
  void addressesThatAreNoneAreRefused(String url) {
    assertThatExceptionOfType(FetchRefusal.class)
        .isThrownBy(() -> fetcher.fetch(new PageRequest(url, "GET", Map.of(), 100)))
        .matches(refusal -> refusal.reason() == FetchRefusal.Reason.ADDRESS);
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1/",
    "http://localhost/",
    "http://2130706433/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://0.0.0.0/",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.1.2.3/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://[fd00:ec2::254]/",
    "http://[fe80::1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://224.0.0.1/"
  })
  void addressesOfMachinesAndPrivateNetworksAreRefusedWithoutAList(String url) {
    PageFetcher open = new PageFetcher(HostPolicy.of(""));

    assertThatExceptionOfType(FetchRefusal.class)
        .isThrownBy(() -> open.fetch(new PageRequest(url, "GET", Map.of(), 100)))
        .matches(refusal -> refusal.reason() == FetchRefusal.Reason.HOST);
    open.close();
  }

  private Page fetch(String path) throws InterruptedException {
    return fetcher.fetch(new PageRequest(home + path, "GET", Map.of(), 1_000));
  }

  private FetchRefusal refusal(String path) {
    return catchThrowableOfType(FetchRefusal.class, () -> fetch(path));
  }
}

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.channel.CloseReason;
import fermata.wire.channel.ConnectionHandler;
import fermata.wire.channel.ConnectionLimits;
import fermata.wire.channel.RpcConnection;
import fermata.wire.channel.RpcExchange;
import fermata.wire.channel.RpcListener;
import fermata.wire.event.EncodedEvent;
import fermata.wire.jsonrpc.RpcMessage;
import fermata.wire.method.events.EncodedBatch;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;

/** Measures the transport of the daemon beside others, and a daemon as its clients see it. */
final class RpcBench {

  private static final int IN_FLIGHT = 64;
  private static final String PARAMS = "{\"text\":\"" + "x".repeat(60) + "\",\"n\":12345}";

  private final Path folder;
  private final double seconds;

  private RpcBench(Path folder, double seconds) {
    this.folder = folder;
    this.seconds = seconds;
  }

  public static void main(String[] args) throws Exception {
    double seconds = args.length > 1 ? Double.parseDouble(args[1]) : 2;
    Path folder = Files.createTempDirectory("rpc");
    var bench = new RpcBench(folder, seconds);
    System.out.printf(
        "load %.1f on %d processors, Java %s%n",
        java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version());
    String only = args.length > 2 ? args[2] : "";
    if (only.isEmpty() || only.equals("echo")) {
      bench.echo();
    }
    if (only.isEmpty() || only.equals("fan-out")) {
      bench.fanOut();
    }
    if (only.isEmpty() || only.equals("daemon")) {
      bench.daemon(Path.of(args[0]));
    }
    System.exit(0);
  }

  // ---- echo

  private interface Server extends AutoCloseable {}

  private void echo() throws Exception {
    System.out.println(
        "\necho, 64 in flight, one connection, Unix socket (requests/s, best of 3, and the processor time of the"
            + "\nserving side for each, which other work does not change much)");
    Map<String, Opening> servers =
        new java.util.LinkedHashMap<>(
            Map.of());
    servers.put("raw Netty, lines", this::rawNetty);
    servers.put("Netty with Jackson trees, lines", this::jacksonNetty);
    servers.put("fermata, lines", this::ours);
    servers.put("fermata, headers", this::ours);
    servers.put("LSP4J JSON-RPC, headers", this::lsp4j);
    if (VSCODE == null) {
      System.out.println("  vscode-jsonrpc is left out: no Node, or npm could not install it");
    } else {
      servers.put("vscode-jsonrpc, headers", this::vscode);
    }
    for (var each : servers.entrySet()) {
      boolean isHeaders = each.getKey().endsWith("headers");
      Path socket = folder.resolve("run" + servers.size() + each.getKey().hashCode()).resolve("s");
      Files.createDirectories(
          socket.getParent(),
          java.nio.file.attribute.PosixFilePermissions.asFileAttribute(
              java.nio.file.attribute.PosixFilePermissions.fromString("rwx------")));
      try (var server = each.getValue().open(socket)) {
        Rate best = Rate.NONE;
        load(socket, isHeaders, seconds);
        for (int round = 0; round < 3; round++) {
          long before = servingNanos(server);
          double perSecond = load(socket, isHeaders, seconds);
          double nanosEach = (servingNanos(server) - before) / (perSecond * seconds);
          best = best.orBetter(new Rate(perSecond, nanosEach));
        }
        System.out.printf("  %-34s %s%n", each.getKey(), best);
      }
    }
  }

  /** Script and folder of the peer on Node; null where there is none. */
  private static final String VSCODE = System.getenv("FERMATA_BENCH_VSCODE");

  private Process vscode(String what, Path socket, Object... more) throws Exception {
    var words = new ArrayList<>(List.of("node", VSCODE, what, socket.toString()));
    Arrays.stream(more).forEach(each -> words.add(String.valueOf(each)));
    Process node = new ProcessBuilder(words).redirectErrorStream(true).inheritIO().start();
    while (!Files.exists(socket) && node.isAlive()) {
      Thread.sleep(10);
    }
    return node;
  }

  private AutoCloseable vscode(Path socket) throws Exception {
    return new OnNode(vscode("echo", socket));
  }

  /** Of this process without the thread that asks, or of the peer that is one of its own. */
  private static long servingNanos(AutoCloseable server) {
    return server instanceof OnNode(Process node)
        ? node.info().totalCpuDuration().orElse(Duration.ZERO).toNanos()
        : processorNanos() - processorNanos(Thread.currentThread());
  }

  private record OnNode(Process node) implements AutoCloseable {
    @Override
    public void close() throws InterruptedException {
      node.destroy();
      node.waitFor();
    }
  }

  private interface Opening {
    AutoCloseable open(Path socket) throws Exception;
  }

  private static byte[] request(boolean isHeaders) {
    byte[] body =
        ("{\"jsonrpc\":\"2.0\",\"id\":0000000,\"method\":\"echo\",\"params\":" + PARAMS + "}")
            .getBytes(UTF_8);
    byte[] head = ("Content-Length: " + body.length + "\r\n\r\n").getBytes(UTF_8);
    var frame = ByteBuffer.allocate(body.length + head.length + 1);
    if (isHeaders) {
      frame.put(head).put(body);
    } else {
      frame.put(body).put((byte) '\n');
    }
    return Arrays.copyOf(frame.array(), frame.position());
  }

  /** Keeps so many requests in flight over one connection, each with an id of its own. */
  private static double load(Path socket, boolean isHeaders, double seconds) throws IOException {
    byte[] one = request(isHeaders);
    int idAt = new String(one, UTF_8).indexOf("0000000");
    int newlinesEach = isHeaders ? 2 : 1;
    var out = ByteBuffer.allocate(one.length * IN_FLIGHT);
    var in = ByteBuffer.allocate(256 << 10);
    long done = 0;
    long sent = 0;
    long newlines = 0;
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      long begun = System.nanoTime();
      long end = begun + (long) (seconds * 1e9);
      while (System.nanoTime() < end) {
        out.clear();
        while (sent - done < IN_FLIGHT) {
          long id = 1_000_000 + sent++ % 9_000_000;
          for (int i = 6; i >= 0; i--, id /= 10) {
            one[idAt + i] = (byte) ('0' + id % 10);
          }
          out.put(one);
        }
        out.flip();
        while (out.hasRemaining()) {
          channel.write(out);
        }
        in.clear();
        if (channel.read(in) < 0) {
          throw new IOException("closed");
        }
        for (int i = 0; i < in.position(); i++) {
          newlines += in.get(i) == '\n' ? 1 : 0;
        }
        done = newlines / newlinesEach;
      }
      return done / ((System.nanoTime() - begun) / 1e9);
    }
  }

  private AutoCloseable ours(Path socket) throws IOException {
    return RpcListener.open(socket, ConnectionLimits.DEFAULT, new Echo());
  }

  private static class Echo implements ConnectionHandler {
    @Override
    public void onOpen(RpcConnection connection) {}

    @Override
    public void onRequest(RpcExchange exchange) {
      exchange.reply(exchange.params());
    }

    @Override
    public void onNotification(RpcConnection connection, RpcMessage.Notification notification) {}

    @Override
    public void onClose(RpcConnection connection, CloseReason reason) {}
  }

  private static AutoCloseable netty(Path socket, ChannelInitializer<Channel> channels) {
    var loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    new ServerBootstrap()
        .group(loop)
        .channel(NioServerDomainSocketChannel.class)
        .childHandler(channels)
        .bind(UnixDomainSocketAddress.of(socket))
        .syncUninterruptibly();
    return loop::shutdownGracefully;
  }

  private AutoCloseable rawNetty(Path socket) {
    return netty(
        socket,
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel channel) {
            channel.pipeline().addLast(new LineBasedFrameDecoder(1 << 20, false, true), new Raw());
          }
        });
  }

  private static final class Raw extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      context.write(message, context.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }
  }

  private AutoCloseable jacksonNetty(Path socket) {
    return netty(
        socket,
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel channel) {
            channel.pipeline().addLast(new LineBasedFrameDecoder(1 << 20), new Trees());
          }
        });
  }

  private static final class Trees extends ChannelInboundHandlerAdapter {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws IOException {
      ByteBuf line = (ByteBuf) message;
      byte[] bytes = new byte[line.readableBytes()];
      line.readBytes(bytes).release();
      JsonNode request = JSON.readTree(bytes);
      ObjectNode response = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
      response.set("id", request.get("id"));
      response.set("result", request.get("params"));
      byte[] body = JSON.writeValueAsBytes(response);
      byte[] out = Arrays.copyOf(body, body.length + 1);
      out[body.length] = '\n';
      context.write(Unpooled.wrappedBuffer(out), context.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }
  }

  /** What LSP4J calls. */
  public static final class EchoTarget {
    @JsonRequest
    public CompletableFuture<Object> echo(Object params) {
      return CompletableFuture.completedFuture(params);
    }
  }

  /** What LSP4J would call at the other end. */
  public interface Nobody {}

  private AutoCloseable lsp4j(Path socket) throws IOException {
    var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    ExecutorService threads = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
    threads.execute(
        () -> {
          try {
            while (true) {
              SocketChannel channel = server.accept();
              // Flushed when there is nothing more to read at once, as the others are.
              var in = new java.io.BufferedInputStream(Channels.newInputStream(channel), 64 << 10);
              var out =
                  new java.io.BufferedOutputStream(Channels.newOutputStream(channel), 64 << 10) {
                    @Override
                    public void flush() throws IOException {
                      if (in.available() == 0) {
                        super.flush();
                      }
                    }
                  };
              new Launcher.Builder<Nobody>()
                  .setLocalService(new EchoTarget())
                  .setRemoteInterface(Nobody.class)
                  .setInput(in)
                  .setOutput(out)
                  .setExecutorService(threads)
                  .create()
                  .startListening();
            }
          } catch (IOException closed) {
            // The measurement is over.
          }
        });
    return server;
  }

  // ---- fan-out

  private void fanOut() throws Exception {
    System.out.println(
        "\nevents of about 300 bytes to all subscribers (events delivered/s over all of them, best of 3,"
            + "\nand the processor time of the sending side for each, which other work does not change much)");
    for (int perBatch : new int[] {1, 16}) {
      for (int subscribers : new int[] {1, 10, 100}) {
        Rate best = Rate.NONE;
        for (int round = 0; round < 3; round++) {
          best = best.orBetter(deliver(subscribers, perBatch));
        }
        System.out.printf(
            "  fermata, %2d in a batch, %3d subscribers  %s%n", perBatch, subscribers, best);
      }
    }
    if (VSCODE != null) {
      for (int subscribers : new int[] {1, 10, 100}) {
        Rate best = Rate.NONE;
        for (int round = 0; round < 3; round++) {
          best = best.orBetter(vscodeEvents(subscribers));
        }
        System.out.printf("  vscode-jsonrpc, %3d subscribers         %s%n", subscribers, best);
      }
    }
    if (Files.isExecutable(REDIS)) {
      redis();
    } else {
      System.out.println("  Redis is not installed (expected: " + REDIS + ")");
    }
  }

  /**
   * What was measured.
   *
   * @param perSecond deliveries
   * @param nanosEach processor time of the side that sends, for each delivery
   */
  private record Rate(double perSecond, double nanosEach) {

    static final Rate NONE = new Rate(0, Double.MAX_VALUE);

    Rate orBetter(Rate other) {
      return new Rate(
          Math.max(perSecond, other.perSecond), Math.min(nanosEach, other.nanosEach));
    }

    @Override
    public String toString() {
      return "%,10.0f   %,6.0f ns".formatted(perSecond, nanosEach);
    }
  }

  private static long processorNanos() {
    var system =
        (com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime();
  }

  private static long processorNanos(Thread thread) {
    return java.lang.management.ManagementFactory.getThreadMXBean()
        .getThreadCpuTime(thread.threadId());
  }

  private Rate vscodeEvents(int subscribers) throws Exception {
    Path socket = Files.createTempDirectory(folder, "v").resolve("s");
    Process node = vscode("events", socket, subscribers, seconds);
    var received = new AtomicLong();
    List<SocketChannel> channels = new ArrayList<>();
    var selector = java.nio.channels.Selector.open();
    Duration before = node.info().totalCpuDuration().orElse(Duration.ZERO);
    for (int i = 0; i < subscribers; i++) {
      SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
      channel.configureBlocking(false);
      channel.register(selector, java.nio.channels.SelectionKey.OP_READ);
      channels.add(channel);
    }
    long begun = System.nanoTime();
    Thread reader = Thread.ofPlatform().daemon().start(() -> count(selector, received));
    Duration used = Duration.ZERO;
    while (node.isAlive()) {
      used = node.info().totalCpuDuration().orElse(used);
      Thread.sleep(10);
    }
    double took = (System.nanoTime() - begun) / 1e9;
    selector.close();
    reader.join();
    for (SocketChannel channel : channels) {
      channel.close();
    }
    double deliveries = received.get() / (double) VSCODE_BYTES;
    return new Rate(deliveries / took, used.minus(before).toNanos() / deliveries);
  }

  /** Of one notification of the peer, its header included. */
  private static final int VSCODE_BYTES = 321;

  private static final Path REDIS = Path.of("/usr/bin/redis-server");

  /** What Redis delivers of messages of as many bytes, published through one pipelined connection. */
  private void redis() throws Exception {
    Path socket = folder.resolve("redis");
    Process server =
        new ProcessBuilder(
                REDIS.toString(), "--port", "0", "--unixsocket", socket.toString(), "--save", "")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      while (!Files.exists(socket)) {
        Thread.sleep(20);
      }
      for (int subscribers : new int[] {1, 10, 100}) {
        Rate best = Rate.NONE;
        for (int round = 0; round < 3; round++) {
          best = best.orBetter(redis(socket, subscribers, server));
        }
        System.out.printf("  Redis pub/sub, %3d subscribers           %s%n", subscribers, best);
      }
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  private Rate redis(Path socket, int subscribers, Process server) throws Exception {
    String event = "x".repeat(lengthOfOne());
    byte[] publish =
        ("*3\r\n$7\r\nPUBLISH\r\n$1\r\nc\r\n$" + event.length() + "\r\n" + event + "\r\n")
            .getBytes(UTF_8);
    int delivered =
        ("*3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$" + event.length() + "\r\n" + event + "\r\n")
            .length();
    var received = new AtomicLong();
    List<SocketChannel> channels = new ArrayList<>();
    var selector = java.nio.channels.Selector.open();
    for (int i = 0; i < subscribers; i++) {
      SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
      channel.write(ByteBuffer.wrap("SUBSCRIBE c\r\n".getBytes(UTF_8)));
      var reply = ByteBuffer.allocate(1024);
      while (reply.position() < "*3\r\n$9\r\nsubscribe\r\n$1\r\nc\r\n:1\r\n".length()) {
        channel.read(reply);
      }
      channel.configureBlocking(false);
      channel.register(selector, java.nio.channels.SelectionKey.OP_READ);
      channels.add(channel);
    }
    Thread reader = Thread.ofPlatform().daemon().start(() -> count(selector, received));
    int pipelined = 64;
    var out = ByteBuffer.allocate(publish.length * pipelined);
    for (int i = 0; i < pipelined; i++) {
      out.put(publish);
    }
    try (var publisher = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      var in = ByteBuffer.allocate(64 << 10);
      Duration before = server.info().totalCpuDuration().orElse(Duration.ZERO);
      long begun = System.nanoTime();
      long end = begun + (long) (seconds * 1e9);
      long published = 0;
      while (System.nanoTime() < end) {
        out.flip();
        while (out.hasRemaining()) {
          publisher.write(out);
        }
        published += pipelined;
        for (int replies = 0; replies < pipelined; ) {
          in.clear();
          int count = publisher.read(in);
          for (int i = 0; i < count; i++) {
            replies += in.get(i) == '\n' ? 1 : 0;
          }
        }
        // Who is too slow would be cut off by Redis; nobody runs ahead here.
        while (received.get() < (published - 16L * pipelined) * delivered * subscribers) {
          Thread.onSpinWait();
        }
      }
      double deliveries = received.get() / (double) delivered;
      double took = (System.nanoTime() - begun) / 1e9;
      Duration used = server.info().totalCpuDuration().orElse(Duration.ZERO).minus(before);
      selector.close();
      reader.join();
      return new Rate(deliveries / took, used.toNanos() / deliveries);
    } finally {
      for (SocketChannel channel : channels) {
        channel.close();
      }
    }
  }

  private static int lengthOfOne() {
    return encoded(1).events().getFirst().length();
  }

  private Rate deliver(int subscribers, int perBatch) throws Exception {
    Path socket = Files.createTempDirectory(folder, "f").resolve("s");
    var open = new ArrayList<RpcConnection>();
    var all = new CountDownLatch(subscribers);
    var handler =
        new Echo() {
          @Override
          public synchronized void onOpen(RpcConnection connection) {
            open.add(connection);
            all.countDown();
          }
        };
    var received = new AtomicLong();
    List<SocketChannel> channels = new ArrayList<>();
    try (var _ = RpcListener.open(socket, ConnectionLimits.DEFAULT, handler)) {
      var selector = java.nio.channels.Selector.open();
      for (int i = 0; i < subscribers; i++) {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        channel.configureBlocking(false);
        channel.register(selector, java.nio.channels.SelectionKey.OP_READ);
        channels.add(channel);
      }
      all.await();
      Thread reader = Thread.ofPlatform().daemon().start(() -> count(selector, received));
      List<EncodedEvent> events = encoded(perBatch).events();
      long end = System.nanoTime() + (long) (seconds * 1e9);
      long begun = System.nanoTime();
      long before = processorNanos() - processorNanos(reader);
      List<Thread> senders = new ArrayList<>();
      for (RpcConnection connection : open) {
        senders.add(
            Thread.startVirtualThread(
                () -> {
                  try {
                    // As a subscription does it: the events are there, the batch is made.
                    while (System.nanoTime() < end
                        && connection.send(
                            new EncodedBatch(
                                "s1", events, 0, List.of(), "e1." + perBatch, "e1." + perBatch, null))) {}
                  } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                  }
                }));
      }
      for (Thread sender : senders) {
        sender.join();
      }
      double notifications = received.get() / (encoded(perBatch).notification().length + 1.0);
      double deliveries = notifications * perBatch;
      double took = (System.nanoTime() - begun) / 1e9;
      long used = processorNanos() - processorNanos(reader) - before;
      selector.close();
      reader.join();
      return new Rate(deliveries / took, used / deliveries);
    } finally {
      for (SocketChannel channel : channels) {
        channel.close();
      }
    }
  }

  private static void count(java.nio.channels.Selector selector, AtomicLong received) {
    var in = ByteBuffer.allocateDirect(256 << 10);
    try {
      while (selector.isOpen()) {
        selector.select(
            key -> {
              try {
                in.clear();
                if (((SocketChannel) key.channel()).read(in) < 0) {
                  key.cancel();
                }
                received.addAndGet(in.position());
              } catch (IOException closed) {
                key.cancel();
              }
            },
            100);
      }
    } catch (IOException | java.nio.channels.ClosedSelectorException over) {
      // The measurement is over.
    }
  }

  private static EncodedBatch encoded(int count) {
    List<EncodedEvent> events = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      String members =
          "{\"run\":\"0199c3a1-5c00-7d2e-9a41-3b6f0c8e1d03\",\"step\":\"s1\",\"node\":\"say\",\"data\":{\"text\":\""
              + "x".repeat(150)
              + "\"}}";
      try {
        events.add(EncodedEvent.of(i, Instant.EPOCH, "message.created", 1, members));
      } catch (IOException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
    return new EncodedBatch(
        "s1", events, 0, List.of(), "e1." + count, "e1." + count, null);
  }

  // ---- a daemon

  private void daemon(Path root) throws Exception {
    Path home = Files.createTempDirectory(folder, "d");
    var builder =
        new ProcessBuilder(
            root.resolve("fermata").toString(),
            "daemon",
            "--foreground",
            "--state-dir",
            home.resolve("state").toString(),
            "--run-dir",
            home.resolve("run").toString());
    builder.redirectErrorStream(true).redirectOutput(home.resolve("out").toFile());
    Process process = builder.start();
    try (var writer = Line.connect(home.resolve("run"));
        var reader = Line.connect(home.resolve("run"))) {
      latency(writer, reader, home);
      replay(writer, home);
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private static void latency(Line writer, Line reader, Path home) throws IOException {
    reader.ask("events/subscribe", "{\"session\":\"workspace\",\"from\":{\"kind\":\"now\"}}");
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      long begun = System.nanoTime();
      writer.send("events/publish", publication(i));
      String line = reader.line();
      while (!line.contains("\"n\":" + i + "}")) {
        line = reader.line();
      }
      double took = (System.nanoTime() - begun) / 1e6;
      writer.line();
      reader.tell("events/ack", "{\"sub\":\"s1\",\"cursor\":\"e1.999999\",\"bytes\":9999999999}");
      if (i >= 1_000) {
        millis.add(took);
      }
    }
    millis.sort(null);
    System.out.printf(
        "%ndurable append to its arrival at a client, one after another: p50 %.2f ms, p99 %.2f ms%n",
        millis.get(millis.size() / 2), millis.get(millis.size() * 99 / 100));
  }

  private static String publication(int n) {
    return "{\"schema\":\"bench.v1\",\"key\":\"k"
        + n
        + "\",\"tags\":[],\"data\":{\"text\":\""
        + "x".repeat(150)
        + "\",\"n\":"
        + n
        + "}}";
  }

  private static void replay(Line writer, Path home) throws Exception {
    int more = 20_000;
    int waiting = 0;
    for (int i = 0; i < more; i++) {
      writer.send("events/publish", publication(10_000 + i));
      if (++waiting == 64) {
        writer.line();
        waiting--;
      }
    }
    for (; waiting > 0; waiting--) {
      writer.line();
    }
    for (int round = 0; round < 3; round++) {
      try (var reader = Line.connect(home.resolve("run"))) {
        long begun = System.nanoTime();
        reader.send(
            "events/subscribe",
            "{\"session\":\"workspace\",\"from\":{\"kind\":\"start\"},\"window\":{\"events\":4096,\"bytes\":4194304}}");
        int events = 0;
        long batches = 0;
        while (events < more + 2_000) {
          String line = reader.line();
          int count = 0;
          for (int at = line.indexOf("\"seq\":"); at >= 0; at = line.indexOf("\"seq\":", at + 1)) {
            count++;
          }
          events += count;
          if (count > 0 && ++batches % 4 == 0) {
            reader.tell(
                "events/ack",
                "{\"sub\":\"s1\",\"cursor\":\"e1." + events + "\",\"bytes\":9999999999}");
          }
        }
        System.out.printf(
            "replay of %,d events: %,.0f events/s%n",
            events, events / ((System.nanoTime() - begun) / 1e9));
      }
    }
  }

  /** A connection with a line for each message. */
  private static final class Line implements AutoCloseable {
    private final SocketChannel channel;
    private final BufferedReader in;
    private int id;

    private Line(SocketChannel channel) {
      this.channel = channel;
      this.in =
          new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), UTF_8), 1 << 18);
    }

    static Line connect(Path run) throws Exception {
      for (int i = 0; ; i++) {
        try (var files = Files.list(run)) {
          Path socket = files.filter(f -> f.toString().endsWith(".sock")).findFirst().orElseThrow();
          var line = new Line(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
          line.ask(
              "initialize",
              "{\"protocol\":[\"1.0.0\"],\"client\":{\"name\":\"bench\",\"version\":\"1\"}}");
          return line;
        } catch (IOException | java.util.NoSuchElementException notYet) {
          if (i > 600) {
            throw notYet;
          }
          Thread.sleep(50);
        }
      }
    }

    String ask(String method, String params) throws IOException {
      send(method, params);
      String line = line();
      if (line.contains("\"error\"")) {
        throw new IOException(line);
      }
      return line;
    }

    void send(String method, String params) throws IOException {
      write("{\"jsonrpc\":\"2.0\",\"id\":" + ++id + ",\"method\":\"" + method + "\",\"params\":" + params + "}\n");
    }

    void tell(String method, String params) throws IOException {
      write("{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":" + params + "}\n");
    }

    private void write(String text) throws IOException {
      var bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }

    String line() throws IOException {
      String line = in.readLine();
      if (line == null) {
        throw new IOException("closed");
      }
      return line;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}

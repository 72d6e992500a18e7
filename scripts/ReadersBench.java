import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Measures what readers of events wait for, and what those who do not read cost. */
final class ReadersBench {

  private static final int STALLED = 200;
  private static final int FAST = 20;
  private static final int PAIRS = 9;
  private static final String TEXT = "x".repeat(150);

  private final Path home;
  private final Process daemon;
  private final int seconds;

  private ReadersBench(Path home, Process daemon, int seconds) {
    this.home = home;
    this.daemon = daemon;
    this.seconds = seconds;
  }

  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 4;
    String only = args.length > 2 ? args[2] : "";
    Path home = Files.createTempDirectory("rd");
    String command = System.getenv().getOrDefault("FERMATA_DAEMON_COMMAND", root.resolve("fermata") + " daemon --foreground");
    var words = new ArrayList<>(List.of(command.split(" ")));
    words.addAll(List.of("--state-dir", home.resolve("state").toString(), "--run-dir", home.resolve("run").toString()));
    var builder = new ProcessBuilder(words);
    builder.redirectErrorStream(true).redirectOutput(home.resolve("out").toFile());
    Process daemon = builder.start();
    try {
      System.out.printf(
          "load %.1f on %d processors%n",
          java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
          Runtime.getRuntime().availableProcessors());
      var bench = new ReadersBench(home, daemon, seconds);
      bench.connect().close();
      for (String each : List.of("idle", "stalled", "slow", "latency", "batching")) {
        if (only.isEmpty() || only.equals(each)) {
          bench.measure(each);
        }
      }
    } finally {
      daemon.descendants().forEach(ProcessHandle::destroy);
      daemon.destroy();
      daemon.waitFor();
    }
    System.exit(0);
  }

  private void measure(String what) throws Exception {
    switch (what) {
      case "idle" -> idle();
      case "stalled" -> stalled();
      case "slow" -> slowReaders();
      case "latency" -> latency();
      case "batching" -> batching();
      default -> throw new IllegalArgumentException(what);
    }
  }

  // ---- what it costs to be there

  private void idle() throws Exception {
    int count = 1_000;
    Weight before = weigh();
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(connect());
    }
    Weight after = weigh();
    System.out.printf("%nidle connection, each of %,d: %s (goal: below 20 KB)%n", count, after.each(before, count));
    for (Line line : lines) {
      line.close();
    }
    settle();
  }

  private void stalled() throws Exception {
    int connections = 20;
    int each = 50;
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      lines.add(connect());
    }
    Weight before = weigh();
    for (Line line : lines) {
      for (int i = 0; i < each; i++) {
        line.subscribe("");
      }
      // The socket is read, but nothing is acknowledged: what is left is the subscription alone.
      Thread.ofVirtual().start(() -> line.takeAll(Integer.MAX_VALUE, false));
    }
    try (var writer = new Writer(connect())) {
      writer.publish(1_000, 2_000);
      writer.drain();
    }
    awaitRest();
    Weight after = weigh();
    System.out.printf(
        "%nstalled subscription, each of %,d on %d connections, 1,000 events waiting: %s (goal: below 4 KB)%n",
        connections * each, connections, after.each(before, connections * each));
    for (Line line : lines) {
      line.close();
    }
    settle();
  }

  /**
   * @param heapBytes live after a collection
   * @param residentBytes of the whole process
   */
  private record Weight(long heapBytes, long residentBytes) {
    String each(Weight before, int count) {
      return "%,d bytes of live heap, %,d bytes resident"
          .formatted((heapBytes - before.heapBytes) / count, (residentBytes - before.residentBytes) / count);
    }
  }

  private Weight weigh() throws Exception {
    Thread.sleep(500);
    long heap = 0;
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process = new ProcessBuilder(jcmd, "" + pid(), "GC.class_histogram").start();
    try (var out = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("Total")) {
          heap = Long.parseLong(line.strip().split(" +")[2]);
        }
      }
    }
    long resident = 0;
    for (String line : Files.readAllLines(Path.of("/proc/" + pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        resident = Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    return new Weight(heap, resident);
  }

  /** The daemon itself, whoever started it. */
  private long pid() throws IOException {
    try (var files = Files.list(home.resolve("run"))) {
      Path file = files.filter(each -> each.toString().matches(".*/d-[0-9a-f]{6}\\.json")).findFirst().orElseThrow();
      return Long.parseLong(Files.readString(file).replaceAll("(?s).*\"pid\":\\s*(\\d+).*", "$1"));
    }
  }

  private void settle() throws Exception {
    Thread.sleep(1_000);
  }

  private java.time.Duration processor() throws IOException {
    return ProcessHandle.of(pid()).orElseThrow().info().totalCpuDuration().orElseThrow();
  }

  /** Waits until the daemon has sent what it may: what is on its way is no weight of who waits. */
  private void awaitRest() throws Exception {
    java.time.Duration before = processor();
    for (int calm = 0; calm < 3; ) {
      Thread.sleep(500);
      java.time.Duration now = processor();
      calm = now.minus(before).toMillis() <= 20 ? calm + 1 : 0;
      before = now;
    }
  }

  // ---- slow readers

  private void slowReaders() throws Exception {
    int perSecond = 100_000 / FAST;
    System.out.printf(
        "%n%,d events/s for %d readers that read (%,d deliveries/s): latency from before the publication, and processor"
            + " time of the daemon%n",
        perSecond, FAST, perSecond * FAST);
    round(0, perSecond);
    round(STALLED, perSecond);
    List<Outcome> alone = new ArrayList<>();
    List<Outcome> beside = new ArrayList<>();
    for (int pair = 0; pair < PAIRS; pair++) {
      // One after the other in changing order: what else goes on, and what warms up, meets both.
      boolean isAloneFirst = pair % 2 == 0;
      Outcome first = round(isAloneFirst ? 0 : STALLED, perSecond);
      Outcome second = round(isAloneFirst ? STALLED : 0, perSecond);
      alone.add(isAloneFirst ? first : second);
      beside.add(isAloneFirst ? second : first);
    }
    System.out.printf("  alone                       %s%n", median(alone));
    System.out.printf("  beside %d that read nothing %s%n", STALLED, median(beside));
    System.out.printf("  how much more beside them, by pairs of neighbouring rounds: median [middle half]%n");
    System.out.printf("    p99 %s (goal: below +10 %%)%n", change(alone, beside, Outcome::p99));
    System.out.printf("    p50 %s%n", change(alone, beside, Outcome::p50));
    System.out.printf("    processor time %s%n", change(alone, beside, Outcome::cpu));
    catchUp();
  }

  private static String change(
      List<Outcome> alone, List<Outcome> beside, java.util.function.ToDoubleFunction<Outcome> of) {
    double[] percent = new double[alone.size()];
    for (int i = 0; i < percent.length; i++) {
      percent[i] = 100 * (of.applyAsDouble(beside.get(i)) / of.applyAsDouble(alone.get(i)) - 1);
    }
    Arrays.sort(percent);
    int last = percent.length - 1;
    return "%+.0f %% [%+.0f to %+.0f]".formatted(percent[last / 2], percent[last / 4], percent[last - last / 4]);
  }

  private record Outcome(double p50, double p99, double cpu) {
    @Override
    public String toString() {
      return "p50 %.2f ms, p99 %.2f ms, %.1f µs of processor for each event".formatted(p50, p99, cpu);
    }
  }

  private static Outcome median(List<Outcome> all) {
    return new Outcome(
        all.stream().mapToDouble(Outcome::p50).sorted().skip(all.size() / 2).findFirst().orElseThrow(),
        all.stream().mapToDouble(Outcome::p99).sorted().skip(all.size() / 2).findFirst().orElseThrow(),
        all.stream().mapToDouble(Outcome::cpu).sorted().skip(all.size() / 2).findFirst().orElseThrow());
  }

  private Outcome round(int stalled, int perSecond) throws Exception {
    return round(stalled, perSecond, "");
  }

  private Outcome round(int stalled, int perSecond, String more) throws Exception {
    List<Line> silent = new ArrayList<>();
    for (int i = 0; i < stalled; i++) {
      Line line = connect();
      line.subscribe("");
      silent.add(line);
    }
    List<Reader> readers = new ArrayList<>();
    for (int i = 0; i < FAST; i++) {
      readers.add(new Reader(connect(), more));
    }
    int count = perSecond * seconds;
    try (var writer = new Writer(connect())) {
      // Fills the windows of those who read nothing, and warms up.
      writer.publish(600, perSecond);
      writer.drain();
      Thread.sleep(200);
      readers.forEach(Reader::forget);
      java.time.Duration before = processor();
      writer.publish(count, perSecond);
      writer.drain();
      for (Reader reader : readers) {
        reader.await(count);
      }
      double cpu = processor().minus(before).toNanos() / 1e3 / count;
      double[] all = readers.stream().flatMapToDouble(Reader::millis).sorted().toArray();
      return new Outcome(all[all.length / 2], all[(int) (all.length * 0.99)], cpu);
    } finally {
      for (Line line : silent) {
        line.close();
      }
      for (Reader reader : readers) {
        reader.close();
      }
      settle();
    }
  }

  /** Everybody who did not read reads again. */
  private void catchUp() throws Exception {
    List<Line> silent = new ArrayList<>();
    for (int i = 0; i < STALLED; i++) {
      Line line = connect();
      line.subscribe("");
      silent.add(line);
    }
    int count = 20_000;
    Weight before = weigh();
    try (var writer = new Writer(connect())) {
      writer.publish(count, 100_000);
      writer.drain();
    }
    Weight after = weigh();
    System.out.printf(
        "  %,d events later, those %d cost %s each%n", count, STALLED, after.each(before, STALLED));
    long begun = System.nanoTime();
    var missing = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (Line line : silent) {
      threads.add(Thread.ofVirtual().start(() -> missing.addAndGet(count - line.takeAll(count, true))));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.printf(
        "  reading again they caught up in %.1f s: %,.0f events/s over all of them, %d missing or out of order%n",
        (System.nanoTime() - begun) / 1e9, (double) count * STALLED / ((System.nanoTime() - begun) / 1e9), missing.get());
    for (Line line : silent) {
      line.close();
    }
    settle();
  }

  // ---- latency

  private void latency() throws Exception {
    int count = 2_000;
    double[] floor = new double[count];
    Path file = home.resolve("floor");
    try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int i = 0; i < count; i++) {
        long begun = System.nanoTime();
        channel.write(ByteBuffer.wrap((TEXT + TEXT).getBytes(UTF_8)));
        channel.force(false);
        floor[i] = (System.nanoTime() - begun) / 1e6;
      }
    }
    double[] ping = new double[count];
    try (Line line = connect()) {
      for (int i = 0; i < count; i++) {
        long begun = System.nanoTime();
        line.ask("$/ping", "{}");
        ping[i] = (System.nanoTime() - begun) / 1e6;
      }
    }
    double[] through = new double[count];
    try (Line writer = connect();
        var reader = new Reader(connect(), "")) {
      for (int i = 0; i < 2 * count; i++) {
        reader.forget();
        writer.send("events/publish", publication(System.nanoTime()));
        reader.await(1);
        writer.line();
        through[i % count] = reader.millis().findFirst().orElseThrow();
      }
    }
    System.out.printf("%none after another on a Unix socket%n");
    System.out.printf("  300 bytes appended to a file and forced to the disk  %s%n", percentiles(floor));
    System.out.printf("  $/ping and its reply                                 %s%n", percentiles(ping));
    System.out.printf("  durable append to its arrival at a client            %s (goal: below 1 and 5)%n", percentiles(through));
  }

  private static String percentiles(double[] millis) {
    Arrays.sort(millis);
    return "p50 %.2f ms, p99 %.2f ms".formatted(millis[millis.length / 2], millis[millis.length * 99 / 100]);
  }

  // ---- what batching costs

  private void batching() throws Exception {
    int perSecond = 2_000;
    System.out.printf("%nmaxLatencyMs of %d readers, %,d events/s%n", FAST, perSecond);
    round(0, perSecond);
    for (int max : new int[] {0, 2, 10, 50, 200}) {
      Outcome outcome = round(0, perSecond, "\"maxLatencyMs\":" + max);
      System.out.printf("  %3d  %s%n", max, outcome);
    }
  }

  // ---- clients

  private Line connect() throws Exception {
    for (int i = 0; ; i++) {
      try (var files = Files.list(home.resolve("run"))) {
        Path socket = files.filter(f -> f.toString().endsWith(".sock")).findFirst().orElseThrow();
        var line = new Line(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
        line.ask("initialize", "{\"protocol\":[\"1.0.0\"],\"client\":{\"name\":\"bench\",\"version\":\"1\"}}");
        return line;
      } catch (IOException | java.util.NoSuchElementException notYet) {
        if (i > 600 || !daemon.isAlive()) {
          System.err.println(Files.readString(home.resolve("out")));
          throw notYet;
        }
        Thread.sleep(50);
      }
    }
  }

  private static final AtomicLong KEYS = new AtomicLong();

  private static String publication(long nanos) {
    return "{\"schema\":\"bench.v1\",\"key\":\"k" + KEYS.incrementAndGet() + "\",\"tags\":[],\"data\":{\"text\":\"" + TEXT
        + "\",\"t\":" + nanos / 1000 + "}}";
  }

  /** Publishes at a pace, as far as the daemon goes along, with at most so many under way. */
  private static final class Writer implements AutoCloseable {
    private static final int UNDER_WAY = 200;
    private final Line line;
    private final Semaphore room = new Semaphore(UNDER_WAY);

    Writer(Line line) {
      this.line = line;
      Thread.ofPlatform().daemon().start(this::read);
    }

    private void read() {
      try {
        while (true) {
          String reply = line.line();
          if (reply.contains("\"error\"")) {
            System.err.println(reply);
          }
          room.release();
        }
      } catch (IOException over) {
        room.release(UNDER_WAY);
      }
    }

    void publish(int count, int perSecond) throws Exception {
      long begun = System.nanoTime();
      for (int i = 0; i < count; i++) {
        long due = begun + i * 1_000_000_000L / perSecond;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        room.acquire();
        line.send("events/publish", publication(System.nanoTime()));
      }
    }

    void drain() throws InterruptedException {
      room.acquire(UNDER_WAY);
      room.release(UNDER_WAY);
    }

    @Override
    public void close() throws IOException {
      line.close();
    }
  }

  /** Takes events, acknowledges them and notes how old they were. */
  private static final class Reader implements AutoCloseable {
    private final Line line;
    private double[] millis = new double[1 << 16];
    private int count;

    Reader(Line line, String more) throws IOException {
      this.line = line;
      line.subscribe(more);
      Thread.ofPlatform().daemon().start(this::read);
    }

    private void read() {
      try {
        while (true) {
          String batch = line.line();
          long now = System.nanoTime() / 1000;
          int events = note(batch, now);
          if (events > 0) {
            line.ack(batch);
          }
        }
      } catch (IOException over) {
        // The measurement is over.
      }
    }

    private synchronized int note(String batch, long now) {
      int events = 0;
      for (int at = batch.indexOf("\"t\":"); at >= 0; at = batch.indexOf("\"t\":", at + 4)) {
        int end = at + 4;
        while (Character.isDigit(batch.charAt(end))) {
          end++;
        }
        if (count == millis.length) {
          millis = Arrays.copyOf(millis, 2 * count);
        }
        millis[count++] = (now - Long.parseLong(batch, at + 4, end, 10)) / 1e3;
        events++;
      }
      notifyAll();
      return events;
    }

    synchronized void forget() {
      count = 0;
    }

    synchronized void await(int wanted) throws InterruptedException {
      while (count < wanted) {
        wait();
      }
    }

    synchronized java.util.stream.DoubleStream millis() {
      return Arrays.stream(Arrays.copyOf(millis, count));
    }

    @Override
    public void close() throws IOException {
      line.close();
    }
  }

  /** A connection with a line for each message. */
  private static final class Line implements AutoCloseable {
    private final SocketChannel channel;
    private BufferedReader in;
    private int id;

    Line(SocketChannel channel) {
      this.channel = channel;
    }

    void subscribe(String more) throws IOException {
      ask(
          "events/subscribe",
          "{\"session\":\"workspace\",\"from\":{\"kind\":\"now\"},\"deltas\":\"none\"" + (more.isEmpty() ? "" : "," + more) + "}");
    }

    String ask(String method, String params) throws IOException {
      send(method, params);
      String line = line();
      while (!line.contains("\"id\":" + id + ",")) {
        line = line();
      }
      if (line.contains("\"error\"")) {
        throw new IOException(line);
      }
      return line;
    }

    void ack(String batch) throws IOException {
      int at = batch.indexOf("\"through\":\"") + 11;
      String sub = batch.substring(batch.indexOf("\"sub\":\"") + 7, batch.indexOf('"', batch.indexOf("\"sub\":\"") + 7));
      String cursor = batch.substring(at, batch.indexOf('"', at));
      write(
          "{\"jsonrpc\":\"2.0\",\"method\":\"events/ack\",\"params\":{\"sub\":\"" + sub + "\",\"cursor\":\"" + cursor
              + "\",\"bytes\":9007199254740991}}\n");
    }

    /** Reads so many events; gives how many came in order. */
    long takeAll(int count, boolean acknowledges) {
      long taken = 0;
      long last = -1;
      try {
        while (taken < count) {
          String batch = line();
          int events = 0;
          for (int at = batch.indexOf("\"prev\":"); at >= 0; at = batch.indexOf("\"prev\":", at + 7)) {
            events++;
          }
          if (events > 0) {
            long first = number(batch, "\"prev\":");
            if (acknowledges && last >= 0 && first != last) {
              return taken;
            }
            last = number(batch, "\"last\":");
            taken += events;
            if (acknowledges) {
              ack(batch);
            }
          }
        }
      } catch (IOException lost) {
        if (acknowledges) {
          System.err.println(lost);
        }
      }
      return taken;
    }

    private static long number(String text, String member) {
      int at = text.indexOf(member) + member.length();
      int end = at;
      while (Character.isDigit(text.charAt(end))) {
        end++;
      }
      return Long.parseLong(text, at, end, 10);
    }

    void send(String method, String params) throws IOException {
      write("{\"jsonrpc\":\"2.0\",\"id\":" + ++id + ",\"method\":\"" + method + "\",\"params\":" + params + "}\n");
    }

    private void write(String text) throws IOException {
      var bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }

    String line() throws IOException {
      if (in == null) {
        in = new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), UTF_8), 1 << 14);
      }
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

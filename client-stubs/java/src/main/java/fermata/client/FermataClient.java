package fermata.client;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.event.EventChain;
import fermata.wire.method.Methods;
import fermata.wire.method.RpcMethod;
import fermata.wire.method.daemon.InitializeResult;
import fermata.wire.method.events.EventsSubscribeParams;
import fermata.wire.method.events.EventsSubscribeResult;
import fermata.wire.method.events.LogVerifyParams;
import fermata.wire.method.events.StartPosition;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A client of a daemon. Calls block the calling thread, which may be virtual. Thread-safe.
 *
 * <p>It reconnects by itself, starting a daemon where the settings allow it, and sends again what
 * was under way: a call changes nothing or carries an idempotency key. Only one that ends the
 * daemon fails as {@link FermataException.Disconnected}.
 */
public final class FermataClient implements AutoCloseable {

  /** How often a call is sent again to a daemon that is lost during it. */
  private static final int RESENDS_MAX = 3;

  /** How long the successor of a daemon that was stopped is waited for, as in a restart. */
  private static final Duration SUCCESSOR_MAX = Duration.ofSeconds(6);

  private final ClientSettings settings;
  private final Reconnecting reconnecting;
  // Apart from the monitor, so that closing need not wait for a daemon to start.
  private final ReentrantLock connecting = new ReentrantLock();
  private Dialer.Opened current;
  private List<EventStream> followed = List.of();
  private boolean isClosed;

  private FermataClient(ClientSettings settings, Reconnecting reconnecting, Dialer.Opened current) {
    this.settings = settings;
    this.reconnecting = reconnecting;
    this.current = current;
  }

  /** How a lost connection is replaced. */
  private interface Reconnecting {

    /**
     * {@return a new connection}
     *
     * @param maySpawn whether a daemon may be started
     */
    Dialer.Opened open(boolean maySpawn);
  }

  /**
   * Connects to the daemon of the settings, and starts one if there is none.
   *
   * @throws FermataException.Unreachable with the end of the daemon's log
   */
  public static FermataClient connect(ClientSettings settings) {
    return connect(settings, List.of());
  }

  /**
   * Connects, and opens streams in the first round trip: {@link #followed}.
   *
   * @param follow what they follow; all or none
   * @throws FermataException.Refused where one of them cannot be
   */
  public static FermataClient connect(ClientSettings settings, List<EventsSubscribeParams> follow) {
    var dialer = new Dialer(settings);
    var starter = new DaemonStarter(settings, dialer);
    Reconnecting reconnecting = maySpawn -> open(settings, dialer, maySpawn ? starter : null);
    var first = new Dialer(settings, follow);
    var client =
        new FermataClient(
            settings, reconnecting, open(settings, first, new DaemonStarter(settings, first)));
    client.begin(follow);
    return client;
  }

  private void begin(List<EventsSubscribeParams> follow) {
    List<EventsSubscribeResult> results = current.daemon().subscriptions();
    var streams = new ArrayList<EventStream>();
    for (int i = 0; results != null && i < results.size(); i++) {
      var stream = new EventStream(this, follow.get(i));
      stream.begin(current.link(), results.get(i));
      streams.add(stream);
    }
    followed = List.copyOf(streams);
  }

  private static Dialer.Opened open(
      ClientSettings settings, Dialer dialer, @Nullable DaemonStarter starter) {
    Optional<Dialer.Opened> there = dialer.dial(Deadline.in(settings.startMax()));
    if (there.isPresent()) {
      return there.get();
    }
    if (starter == null) {
      return waitFor(settings, dialer);
    }
    if (settings.daemonCommand().isEmpty()) {
      throw new FermataException.Unreachable(
          "no daemon runs in " + settings.run().path() + " (start one with: fermata daemon start)");
    }
    return starter.start();
  }

  /** A daemon that went on purpose is not started again, but its successor is waited for. */
  private static Dialer.Opened waitFor(ClientSettings settings, Dialer dialer) {
    Duration patience =
        settings.startMax().compareTo(SUCCESSOR_MAX) < 0 ? settings.startMax() : SUCCESSOR_MAX;
    try {
      return dialer
          .dialUntil(Deadline.in(patience), () -> false)
          .orElseThrow(() -> new FermataException.Stopped("the daemon was stopped"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FermataException.Interrupted("interrupted while waiting for a daemon");
    }
  }

  /**
   * Starts a daemon of one's own and speaks to it over its standard streams. It ends with the
   * client.
   *
   * @throws FermataException.Unreachable when it cannot be started or does not answer
   */
  public static FermataClient overStdio(List<String> command, ClientSettings settings) {
    var words = new ArrayList<>(command);
    words.addAll(List.of("--stdio", "--state-dir", settings.state().path().toString()));
    words.addAll(List.of("--run-dir", settings.run().path().toString()));
    try {
      var builder = new ProcessBuilder(words);
      builder.environment().putAll(settings.environment());
      Process process = builder.start();
      var printed = LastLines.of(process.getErrorStream());
      Dialer.Opened opened =
          new Dialer(settings)
              .shakeHands(
                  Link.over(new ProcessTransport(process)), Deadline.in(settings.startMax()))
              .orElseThrow(() -> endedEarly(process, printed));
      return new FermataClient(settings, FermataClient::never, opened);
    } catch (IOException e) {
      throw new FermataException.Unreachable("the daemon cannot be started: " + e.getMessage());
    }
  }

  private static Dialer.Opened never(boolean maySpawn) {
    throw new FermataException.Unreachable("the daemon of this client has ended");
  }

  private static FermataException endedEarly(Process process, LastLines printed) {
    var message = new StringBuilder("the daemon ended before it answered");
    process.info().command().ifPresent(command -> message.append(": ").append(command));
    try {
      List<String> lines = printed.lines();
      if (!lines.isEmpty()) {
        message.append("\n  it printed:");
        lines.forEach(line -> message.append("\n    ").append(line));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return new FermataException.Unreachable(message.toString());
  }

  /**
   * Calls a method and waits for its result.
   *
   * @throws FermataException.Refused when the daemon says no
   * @throws FermataException.TimedOut when no reply comes within the settings' limit
   */
  public <P, R> R call(RpcMethod<P, R> method, P params) {
    return call(method, params, CallOptions.NONE);
  }

  /** Calls a method and waits for its result at most so long. */
  public <P, R> R call(RpcMethod<P, R> method, P params, Duration max) {
    return call(method, params, CallOptions.NONE.withMax(max));
  }

  /**
   * Calls a method and waits for its result, as {@link #call(RpcMethod, Object)}.
   *
   * @param options who is told how far it is, and which trace it belongs to
   */
  public <P, R> R call(RpcMethod<P, R> method, P params, CallOptions options) {
    Duration max = options.max();
    Deadline deadline = Deadline.in(max == null ? settings.callMax() : max);
    int losses = 0;
    while (true) {
      try {
        return link(true).call(method, params, deadline, options);
      } catch (LinkLostException e) {
        losses++;
        requireAnotherTry(method, losses, String.valueOf(e.getMessage()));
        if (deadline.hasPassed()) {
          throw new FermataException.TimedOut("no reply to " + method.name() + " in time");
        }
      }
    }
  }

  /** What ends a daemon is not sent to its successor, and what kills each is not sent for ever. */
  private static void requireAnotherTry(RpcMethod<?, ?> method, int losses, String loss) {
    boolean endsDaemon = method.equals(Methods.DAEMON_SHUTDOWN) || method.equals(Methods.SHUTDOWN);
    if (endsDaemon || losses > RESENDS_MAX) {
      throw new FermataException.Disconnected(loss + "; whether it had an effect is not known");
    }
  }

  /** {@return a connection that works, as far as anybody knows} */
  Link link(boolean maySpawn) {
    connecting.lock();
    try {
      Dialer.@Nullable Opened there = usable();
      if (there != null) {
        return there.link();
      }
      Dialer.Opened opened = reconnecting.open(maySpawn);
      if (!adopt(opened)) {
        opened.link().close();
        throw closed();
      }
      return opened.link();
    } finally {
      connecting.unlock();
    }
  }

  private synchronized Dialer.@Nullable Opened usable() {
    if (isClosed) {
      throw closed();
    }
    return current.link().isUsable() ? current : null;
  }

  private synchronized boolean adopt(Dialer.Opened opened) {
    if (!isClosed) {
      current = opened;
    }
    return !isClosed;
  }

  private static FermataException closed() {
    return new FermataException.Disconnected("the client is closed");
  }

  /** {@return how long a stream waits for a daemon, and calls for a reply} */
  ClientSettings settings() {
    return settings;
  }

  /** Follows the events of a session from a position. */
  public EventStream events(String session, StartPosition from) {
    return events(EventsSubscribeParams.of(session, from));
  }

  /**
   * Follows the events of a session that a selector fits.
   *
   * @param selector with the keys that it has in a definition
   */
  public EventStream events(String session, StartPosition from, JsonNode selector) {
    return events(EventsSubscribeParams.of(session, from).selecting(selector));
  }

  /** Follows what a subscription says, which is made anew at the cursor whenever it is lost. */
  public EventStream events(EventsSubscribeParams wanted) {
    return new EventStream(this, wanted);
  }

  /** {@return the streams that were opened with the connection, in their order} */
  public List<EventStream> followed() {
    return followed;
  }

  /** Says which sessions change: for lists of sessions, however many there are. */
  public HintStream hints() {
    return new HintStream(this, true);
  }

  /**
   * The same for as long as a daemon runs: the stream ends with an exception where one ends and no
   * other has taken its place. For who only looks on.
   */
  public HintStream hintsWhileADaemonRuns() {
    return new HintStream(this, false);
  }

  /**
   * {@return the chain of the events of a session as the daemon has them stored, from the first one
   * up to a cursor: who has followed that far and added up the same has had the same}
   *
   * @param upTo cursor; null is the end of the journal
   */
  public EventChain chain(String session, @Nullable String upTo) {
    var result = call(Methods.LOG_VERIFY, new LogVerifyParams(session, null, upTo, null));
    while (!result.done()) {
      var rest = new LogVerifyParams(session, result.through(), upTo, result.chain());
      result = call(Methods.LOG_VERIFY, rest);
    }
    return EventChain.parse(result.chain())
        .orElseThrow(() -> new FermataException.Malformed("the chain is no digest"));
  }

  /** Performs tools of this program for the runs of the daemon, until what is given is closed. */
  public ToolHost offer(List<HostedTool> tools) {
    return ToolHost.open(this, tools);
  }

  /** Whether the connection stands, as far as anybody knows. */
  public synchronized boolean isConnected() {
    return !isClosed && current.link().isUsable();
  }

  /** {@return what the daemon said of itself when it was last connected to} */
  public synchronized InitializeResult daemon() {
    return current.daemon();
  }

  /** Ends the connection and every call and stream that waits on it. */
  @Override
  public void close() {
    Dialer.Opened last;
    synchronized (this) {
      isClosed = true;
      last = current;
    }
    last.link().close();
  }
}

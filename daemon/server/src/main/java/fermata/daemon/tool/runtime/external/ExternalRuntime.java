package fermata.daemon.tool.runtime.external;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.tool.builtin.ToolFailureKinds;
import fermata.daemon.tool.builtin.ToolRefusal;
import fermata.daemon.tool.runtime.CodeWork;
import fermata.daemon.tool.runtime.RuntimeInstance;
import fermata.daemon.tool.runtime.RuntimeKind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A program that has registered as a runtime.
 *
 * <p>It is there as long as it renews its registration, which every request of it does.
 * Thread-safe.
 */
public final class ExternalRuntime implements RuntimeKind {

  /** How long a registration lasts that nobody renews, where its program does not say. */
  public static final Duration LEASE = Duration.ofSeconds(30);

  /** The shortest and the longest time that a program may say. */
  public static final Duration LEASE_MIN = Duration.ofSeconds(1);

  public static final Duration LEASE_MAX = Duration.ofMinutes(10);

  /** How much work may wait to be taken. */
  static final int WAITING_MAX = 1_000;

  /** How many ends of sessions are remembered until they are told. */
  private static final int ENDED_MAX = 1_000;

  private final String name;
  private final Set<Capability> capabilities;
  private final int priority;
  private final Supplier<String> leases;
  private final Deque<ExternalWork> waiting = new ArrayDeque<>();
  private final Map<String, ExternalWork> taken = new HashMap<>();
  private final Deque<String> ended = new ArrayDeque<>();
  private final Duration lease;
  private long renewedNanos = System.nanoTime();
  private int takers;
  private boolean isGone;

  /**
   * Makes one.
   *
   * @param lease how long it is there without a request of its program
   * @param leases gives each work a name of its own
   */
  public ExternalRuntime(
      String name,
      Set<Capability> capabilities,
      int priority,
      Duration lease,
      Supplier<String> leases) {
    this.name = name;
    this.lease = lease;
    this.capabilities = Set.copyOf(capabilities);
    this.priority = priority;
    this.leases = leases;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public int priority() {
    return priority;
  }

  @Override
  public synchronized boolean isAvailable() {
    return remaining() > 0;
  }

  // A program that waits for work is there, however long it waits.
  private long remaining() {
    if (isGone) {
      return 0;
    }
    return takers > 0 ? lease.toNanos() : renewedNanos + lease.toNanos() - System.nanoTime();
  }

  /** Says that the program lives; whether it is still registered. */
  public synchronized boolean renew() {
    if (remaining() <= 0) {
      isGone = true;
      return false;
    }
    renewedNanos = System.nanoTime();
    return true;
  }

  /** Ends the registration: what it was at work on is lost, what it has not taken has not begun. */
  public synchronized void end() {
    isGone = true;
    waiting.forEach(work -> work.fail(unavailable()));
    taken.values().forEach(work -> work.fail(lost()));
    notifyAll();
  }

  private ToolRefusal unavailable() {
    return ToolRefusal.passing(
        ToolFailureKinds.START, "runtime '" + name + "' was unregistered before it took the work");
  }

  private ToolRefusal lost() {
    return ToolRefusal.lost(ToolFailureKinds.SERVER, "runtime '" + name + "': its program is gone");
  }

  /** What a program is told when it asks for work. */
  public record Taken(Optional<ExternalWork> work, List<String> ended, List<String> cancelled) {

    public Taken {
      ended = List.copyOf(ended);
      cancelled = List.copyOf(cancelled);
    }
  }

  /** {@return the next work, or what else the program has to know; waits for it} */
  public synchronized Taken take(Duration max) throws InterruptedException {
    long end = System.nanoTime() + max.toNanos();
    takers++;
    try {
      Taken found = look();
      while (isEmpty(found) && !isGone && end - System.nanoTime() > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
        found = look();
      }
      return found;
    } finally {
      takers--;
      renewedNanos = System.nanoTime();
    }
  }

  private static boolean isEmpty(Taken taken) {
    return taken.work().isEmpty() && taken.ended().isEmpty() && taken.cancelled().isEmpty();
  }

  private Taken look() {
    var told = new ArrayList<String>(ended);
    ended.clear();
    List<String> cancelled =
        taken.values().stream().filter(ExternalWork::isCancelled).map(ExternalWork::lease).toList();
    cancelled.forEach(taken::remove);
    while (!waiting.isEmpty()) {
      ExternalWork next = waiting.poll();
      if (next.take()) {
        taken.put(next.lease(), next);
        return new Taken(Optional.of(next), told, cancelled);
      }
    }
    return new Taken(Optional.empty(), told, cancelled);
  }

  /** {@return work that the program has and that has no end yet} */
  public synchronized Optional<ExternalWork> find(String lease) {
    return Optional.ofNullable(taken.get(lease));
  }

  /** {@return whether the end of a work was told, and somebody waited for it} */
  public boolean complete(String lease, JsonNode result) {
    return remove(lease).filter(work -> work.complete(result)).isPresent();
  }

  /** {@return whether the failure of a work was told, and somebody waited for it} */
  public boolean fail(String lease, ToolRefusal why) {
    return remove(lease).filter(work -> work.fail(why)).isPresent();
  }

  private synchronized Optional<ExternalWork> remove(String lease) {
    return Optional.ofNullable(taken.remove(lease));
  }

  @Override
  public String variant(CodeWork work) {
    return "";
  }

  @Override
  public RuntimeInstance open(CodeWork work) {
    return new Instance(work.call().session().value());
  }

  private synchronized ExternalWork offer(CodeWork work) {
    if (isGone || waiting.size() >= WAITING_MAX) {
      throw ToolRefusal.passing(
          ToolFailureKinds.START, "runtime '" + name + "' takes no more work");
    }
    var offered = new ExternalWork(leases.get(), work);
    waiting.add(offered);
    notifyAll();
    return offered;
  }

  /** Waits for the end of a work, or of the program. */
  private JsonNode await(ExternalWork work) throws InterruptedException {
    try {
      while (!work.done().await(left(), TimeUnit.NANOSECONDS)) {
        if (!isAvailable()) {
          end();
        }
      }
      return work.outcome();
    } catch (InterruptedException interrupted) {
      give(work);
      throw interrupted;
    }
  }

  private synchronized long left() {
    return Math.max(1, remaining());
  }

  private synchronized void give(ExternalWork work) {
    work.cancel();
    waiting.remove(work);
    notifyAll();
  }

  private synchronized void closed(String session) {
    if (ended.size() < ENDED_MAX) {
      ended.add(session);
    }
    notifyAll();
  }

  /** What the program keeps for a session. */
  private final class Instance implements RuntimeInstance {

    private final String session;
    private boolean isClosed;

    Instance(String session) {
      this.session = session;
    }

    @Override
    public JsonNode execute(CodeWork work) throws InterruptedException {
      return await(offer(work));
    }

    @Override
    public synchronized boolean isAlive() {
      return !isClosed && isAvailable();
    }

    @Override
    public synchronized void close() {
      if (!isClosed) {
        isClosed = true;
        closed(session);
      }
    }
  }
}

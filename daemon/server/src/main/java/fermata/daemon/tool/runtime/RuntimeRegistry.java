package fermata.daemon.tool.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.tool.builtin.ToolFailureKinds;
import fermata.daemon.tool.builtin.ToolRefusal;
import fermata.daemon.tool.runtime.RuntimeEvent.Instance;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of runtimes, and their live instances by session.
 *
 * <p>A call has its instance for itself; who comes for the same one waits, within the deadline of
 * the own call. There is at most one instance for each session, runtime and variant, whoever asks
 * at once. Where all places are taken, the instance that nobody uses and that was used longest ago
 * has to go; where all are in use, the next call waits.
 *
 * <p>Thread-safe.
 */
public final class RuntimeRegistry implements AutoCloseable {

  /** How many instances live at once. */
  public static final int INSTANCES_MAX = 32;

  /** How long an instance lives that nobody uses. */
  public static final Duration IDLE_MAX = Duration.ofMinutes(15);

  private final List<RuntimeKind> kinds;
  private final int instancesMax;
  private final InstantSource clock;
  private final Consumer<RuntimeEvent> listener;
  private final Map<Instance, Slot> slots = new LinkedHashMap<>(16, 0.75f, true);
  private boolean isClosed;

  /** A place for an instance. All but its key is guarded by the registry. */
  private static final class Slot {
    private @Nullable RuntimeInstance live;
    private boolean isUsed = true;
    private long usedAtMillis;
  }

  /**
   * Makes a registry.
   *
   * @param listener hears of instances, from any thread; does not block
   */
  public RuntimeRegistry(
      List<RuntimeKind> kinds,
      int instancesMax,
      InstantSource clock,
      Consumer<RuntimeEvent> listener) {
    this.kinds = new CopyOnWriteArrayList<>(kinds);
    this.instancesMax = instancesMax;
    this.clock = clock;
    this.listener = listener;
  }

  /** Adds a kind, such as that of a program which has registered. */
  public void add(RuntimeKind kind) {
    kinds.add(kind);
  }

  /** Takes a kind out; its instances end with their calls, or when they are looked for. */
  public void remove(RuntimeKind kind) {
    kinds.remove(kind);
  }

  /** {@return all kinds, the preferred first} */
  public List<RuntimeKind> all() {
    return kinds.stream()
        .sorted(Comparator.comparingInt(RuntimeKind::priority).reversed())
        .toList();
  }

  /** {@return the kinds that can be used, the preferred first} */
  public List<RuntimeKind> available() {
    return all().stream().filter(RuntimeKind::isAvailable).toList();
  }

  /** {@return the preferred available kind of a name} */
  public Optional<RuntimeKind> find(String name) {
    return available().stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  /**
   * {@return the result of an execution, in the instance of the work's session}
   *
   * @throws ToolRefusal where the source cannot be executed
   */
  public JsonNode execute(String runtime, CodeWork work) throws IOException, InterruptedException {
    RuntimeKind kind =
        find(runtime)
            .orElseThrow(
                () ->
                    ToolRefusal.passing(
                        ToolFailureKinds.START, "runtime '" + runtime + "' is not available here"));
    var key = new Instance(work.call().session().value(), runtime, kind.variant(work));
    Slot slot = take(key);
    try {
      listener.accept(new RuntimeEvent.Leased(key));
      return open(kind, key, slot, work).execute(work);
    } finally {
      listener.accept(new RuntimeEvent.Released(key));
      release(key, slot);
    }
  }

  private Slot take(Instance key) throws InterruptedException {
    Map.Entry<Instance, Slot> displaced = null;
    Slot slot = null;
    synchronized (this) {
      while (slot == null) {
        requireOpen();
        Slot there = slots.get(key);
        if (there == null) {
          displaced = slots.size() < instancesMax ? null : idle().orElse(null);
          if (displaced != null) {
            slots.remove(displaced.getKey());
          }
          slot = slots.size() < instancesMax ? add(key) : null;
        } else if (!there.isUsed) {
          there.isUsed = true;
          slot = there;
        }
        if (slot == null) {
          // The deadline of the call comes as an interrupt.
          wait();
        }
      }
    }
    if (displaced != null) {
      end(displaced.getValue());
      listener.accept(new RuntimeEvent.Displaced(displaced.getKey(), key));
    }
    return slot;
  }

  private void requireOpen() {
    if (isClosed) {
      throw ToolRefusal.passing(ToolFailureKinds.START, "the daemon is ending");
    }
  }

  private Slot add(Instance key) {
    var slot = new Slot();
    slots.put(key, slot);
    return slot;
  }

  private Optional<Map.Entry<Instance, Slot>> idle() {
    return slots.entrySet().stream().filter(entry -> !entry.getValue().isUsed).findFirst();
  }

  private RuntimeInstance open(RuntimeKind kind, Instance key, Slot slot, CodeWork work)
      throws IOException, InterruptedException {
    RuntimeInstance live = live(slot);
    if (live != null && live.isAlive()) {
      return live;
    }
    if (live != null) {
      live.close();
      listener.accept(new RuntimeEvent.Ended(key, "ended"));
    }
    put(slot, null);
    RuntimeInstance opened = kind.open(work);
    put(slot, opened);
    listener.accept(new RuntimeEvent.Started(key));
    return opened;
  }

  private synchronized @Nullable RuntimeInstance live(Slot slot) {
    return slot.live;
  }

  private synchronized void put(Slot slot, @Nullable RuntimeInstance instance) {
    slot.live = instance;
  }

  private void release(Instance key, Slot slot) {
    RuntimeInstance gone = null;
    synchronized (this) {
      RuntimeInstance live = slot.live;
      slot.isUsed = false;
      slot.usedAtMillis = clock.millis();
      if (live == null || !live.isAlive() || isClosed) {
        slots.remove(key, slot);
        gone = live;
      }
      notifyAll();
    }
    if (gone != null) {
      gone.close();
      listener.accept(new RuntimeEvent.Ended(key, "ended"));
    }
  }

  /** Ends the instances that nobody has used for long. */
  public void sweep() {
    remove(slot -> clock.millis() - slot.usedAtMillis >= IDLE_MAX.toMillis(), "idle");
  }

  private interface Choice {
    boolean has(Slot slot);
  }

  private void remove(Choice choice, String reason) {
    var gone = new ArrayList<Map.Entry<Instance, Slot>>();
    synchronized (this) {
      slots.entrySet().stream()
          .filter(entry -> !entry.getValue().isUsed && choice.has(entry.getValue()))
          .forEach(gone::add);
      gone.forEach(entry -> slots.remove(entry.getKey()));
      notifyAll();
    }
    for (Map.Entry<Instance, Slot> entry : gone) {
      end(entry.getValue());
      listener.accept(new RuntimeEvent.Ended(entry.getKey(), reason));
    }
  }

  private void end(Slot slot) {
    RuntimeInstance live = live(slot);
    if (live != null) {
      live.close();
    }
  }

  /** {@return how many instances there are, or are being opened} */
  public synchronized int count() {
    return slots.size();
  }

  /** Ends all instances; those in use when their calls end. */
  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
      notifyAll();
    }
    remove(_ -> true, "shutdown");
  }
}

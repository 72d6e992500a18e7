package fermata.daemon.trigger;

import fermata.daemon.platform.Threads;
import fermata.daemon.store.EntryId;
import fermata.daemon.store.StorageException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The triggers of this daemon: the registry, its sources, and the thread that looks when something
 * is due.
 *
 * <p>Of several daemons on one store one serves the triggers: who holds a lock on a file, which
 * ends with its process. Thread-safe.
 */
public final class Triggers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Triggers.class);

  /** How long to sleep at most, so that a clock that was set, and other daemons, are noticed. */
  private static final Duration SLEEP_MAX = Duration.ofSeconds(15);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final TriggerRegistry registry;
  private final Firing firing;
  private final FolderWatch folders;
  private final List<TriggerSource> sources;
  private final TriggerLease lease;
  private final Object looking = new Object();
  private TriggerRegistry.RegistryListener listener = TriggerRegistry.RegistryListener.NOBODY;
  private boolean isServing;
  private boolean isWoken;
  private boolean isClosed;

  /**
   * @param state the folder of the store
   * @param others what watches beside times and files
   */
  public Triggers(TriggerRegistry.Parts parts, Path state, List<TriggerSource> others) {
    this.registry = new TriggerRegistry(parts);
    this.firing = new Firing(registry, this::wake);
    this.folders = new FolderWatch();
    var all = new ArrayList<TriggerSource>();
    all.add(new ScheduleSource());
    all.add(new FileSource(folders, parts.clock(), parts.store()));
    all.add(new DefinitionSource(folders, parts.clock(), registry::textsOf, registry::reload));
    all.addAll(others);
    all.forEach(source -> source.attach(firing));
    this.sources = List.copyOf(all);
    this.lease = new TriggerLease(state.resolve("triggers.lock"));
  }

  /** Begins to watch; {@code told} hears of definitions that change. */
  public void start(TriggerRegistry.RegistryListener told) {
    listener = told;
    look();
    Threads.start("triggers", this::serve);
  }

  public TriggerRegistry registry() {
    return registry;
  }

  /** Fires an armed trigger because somebody wants it. */
  public Fired fireNow(EntryId id, Wish wish) {
    registry.refresh();
    return firing.fireNow(id, wish);
  }

  /** {@return what pauses triggers} */
  public PausedTriggers pauses() {
    return new PausedTriggers(registry);
  }

  /** Whether this daemon is the one that serves the triggers of its store. */
  public boolean isServing() {
    return serves();
  }

  /** Whether this daemon has to stay for a trigger. */
  public boolean isWaiting() {
    return serves() && registry.isWaiting();
  }

  /** Does what is due, whatever the time was when this was done last. */
  public void look() {
    synchronized (looking) {
      try {
        takeOver();
        Instant now = registry.parts().now();
        if (serves()) {
          registry.refresh();
          sources.forEach(source -> source.look(now));
        }
        registry.parts().runs().settle();
      } catch (StorageException failure) {
        LOG.warn("triggers are looked at again: {}", failure.getMessage());
      }
    }
  }

  private void takeOver() {
    boolean isFirst;
    synchronized (this) {
      isFirst = !isServing && !isClosed && lease.take();
      isServing = isServing || isFirst;
    }
    if (isFirst) {
      registry.begin(sources, listener, this::wake);
    }
  }

  private synchronized boolean serves() {
    return isServing && !isClosed;
  }

  private void serve() {
    try {
      while (awaitLook()) {
        look();
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until something may be due; false when this is closed. */
  // A wake-up without a reason looks once more, and that does no harm.
  @SuppressWarnings("WaitNotInLoop")
  private synchronized boolean awaitLook() throws InterruptedException {
    if (!isClosed && !isWoken) {
      // To wait for no time at all would be to wait for ever.
      wait(Math.max(1, sleep().toMillis()));
    }
    isWoken = false;
    return !isClosed;
  }

  private Duration sleep() {
    Instant now = registry.parts().clock().instant();
    Optional<Instant> next =
        sources.stream()
            .map(TriggerSource::nextLook)
            .flatMap(Optional::stream)
            .min(Comparator.naturalOrder());
    Duration untilNext = next.map(at -> Duration.between(now, at).plusMillis(1)).orElse(SLEEP_MAX);
    if (untilNext.isNegative() || untilNext.isZero()) {
      return AFTER_FAILURE;
    }
    return untilNext.compareTo(SLEEP_MAX) < 0 ? untilNext : SLEEP_MAX;
  }

  private synchronized void wake() {
    isWoken = true;
    notifyAll();
  }

  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
      notifyAll();
    }
    sources.forEach(TriggerSource::close);
    folders.close();
    lease.close();
  }
}

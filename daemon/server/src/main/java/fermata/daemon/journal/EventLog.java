package fermata.daemon.journal;

import fermata.daemon.refusal.RefusedException;
import fermata.daemon.store.EventsMax;
import fermata.daemon.store.JournalHead;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.StorageException;
import fermata.wire.event.AgentFact;
import fermata.wire.event.ArtifactFact;
import fermata.wire.event.BranchFact;
import fermata.wire.event.ConversationFact;
import fermata.wire.event.Cursor;
import fermata.wire.event.DebugFact;
import fermata.wire.event.EncodedEvent;
import fermata.wire.event.Ephemeral;
import fermata.wire.event.EventData;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.GoalFact;
import fermata.wire.event.LedgerFact;
import fermata.wire.event.MessageFact;
import fermata.wire.event.ModelFact;
import fermata.wire.event.QuestionFact;
import fermata.wire.event.RunFact;
import fermata.wire.event.SessionFact;
import fermata.wire.event.StepFact;
import fermata.wire.event.SubrunFact;
import fermata.wire.event.ToolFact;
import fermata.wire.event.WaitFact;
import fermata.wire.method.events.ItemReadResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journals, as those who follow them see them: what is stored, and word that there is more.
 *
 * <p>Whoever appends tells it afterwards; events are stored before they are seen. Thread-safe.
 * Never blocks who publishes.
 */
public final class EventLog {

  private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

  /** UTF-16 units that are read from the store at once. */
  private static final long BETWEEN_UNITS_MAX = 4L * 1024 * 1024;

  private final JournalStore store;
  private final EventPages pages;
  private final ConcurrentHashMap<JournalId, Feed> feeds = new ConcurrentHashMap<>();
  private final Set<HintFeed> hintFeeds = ConcurrentHashMap.newKeySet();

  public EventLog(JournalStore store) {
    this.store = store;
    this.pages = new EventPages(store);
  }

  /** {@return events of the journal of a feed after a number, as many as are at hand at once} */
  List<EncodedEvent> encoded(Feed feed, JournalId journal, long after, EventsMax max) {
    return pages.after(feed, journal, after, max);
  }

  /**
   * {@return where a journal ends}
   *
   * @throws RefusedException with {@code NotFound} if there is none
   */
  public JournalHead head(JournalId journal) {
    return store
        .findHead(journal)
        .orElseThrow(() -> RefusedException.notFound("session", journal.value()));
  }

  /** {@return the last event of a journal that is there no longer; 0 where all are} */
  public long forgotten(JournalId journal) {
    return store.forgotten(journal);
  }

  /** {@return the position after an event of a journal that was never rewritten} */
  public String cursor(long seq) {
    return Cursor.of(seq).toString();
  }

  /** {@return events after a number, in order} */
  public List<EventEnvelope> events(JournalId journal, long after, EventsMax max) {
    return store.events(journal, after, max).stream()
        .map(event -> JournalRecords.decode(journal, event))
        .toList();
  }

  /** {@return events after a number, in order, as their JSON texts without {@code prev}} */
  public List<String> lines(JournalId journal, long after, EventsMax max) {
    return store.events(journal, after, max).stream().map(JournalRecords::toLine).toList();
  }

  /** {@return all events after a number up to another, in order} */
  public List<EventEnvelope> between(JournalId journal, long after, long upTo) {
    var all = new ArrayList<EventEnvelope>();
    long last = Math.max(after, forgotten(journal));
    while (last < upTo) {
      List<EventEnvelope> page =
          events(journal, last, new EventsMax((int) (upTo - last), BETWEEN_UNITS_MAX));
      if (page.isEmpty()) {
        break;
      }
      all.addAll(page);
      last = page.getLast().seq();
    }
    return all;
  }

  /** Says that events of a run have been stored, the last of them with a number. */
  public void publish(JournalId journal, String run, long head, List<EventData> facts) {
    hint(journal, head);
    Feed feed = feeds.get(journal);
    if (feed == null) {
      return;
    }
    facts.forEach(fact -> endTexts(feed, run, fact));
    feed.reach(head);
    if (facts.stream().anyMatch(EventLog::isTurn)) {
      feed.turned();
    }
    dropIfUnused(journal);
  }

  private static boolean isTurn(EventData fact) {
    return fact instanceof RunFact || fact instanceof SessionFact;
  }

  /** Says that a journal goes at least to a number; of one that no run writes to. */
  public void reach(JournalId journal, long head) {
    hint(journal, head);
    Feed feed = feeds.get(journal);
    if (feed != null) {
      feed.reach(head);
    }
  }

  private void hint(JournalId journal, long head) {
    for (HintFeed hints : hintFeeds) {
      hints.note(journal, head);
    }
  }

  /** Opens a view of which sessions change. It sends nothing before it is started. */
  public HintFeed hints(String sub, HintFeed.Sink sink) {
    var opened = new HintFeed(sub, this, sink);
    hintFeeds.add(opened);
    return opened;
  }

  /** Says what daemons of other builds have stored since then, to who follows hints. */
  public void hintElsewhere(Instant since) {
    if (!hintFeeds.isEmpty()) {
      store.changedElsewhere(since).forEach(changed -> hint(changed.session(), changed.seq()));
    }
  }

  void remove(HintFeed hints) {
    hintFeeds.remove(hints);
  }

  /** {@return the text of an item under way, from an offset on or from where it is still there} */
  public Optional<ItemReadResult> openItem(
      JournalId journal, String item, String field, long from) {
    Feed feed = feeds.get(journal);
    return feed == null ? Optional.empty() : feed.read(item, field, from);
  }

  /** The event that ends a call has all of its text, so the text under way is forgotten. */
  private static void endTexts(Feed feed, String run, EventData fact) {
    if (fact instanceof RunFact of && endsAllCalls(of)) {
      feed.end(run);
    }
    endedCall(fact).ifPresent(call -> feed.end(run, call));
  }

  private static boolean endsAllCalls(RunFact fact) {
    return switch (fact) {
      case RunFact.Completed _, RunFact.Failed _, RunFact.Cancelled _, RunFact.Interrupted _ ->
          true;
      case RunFact.Started _,
          RunFact.Held _,
          RunFact.Pausing _,
          RunFact.Resumed _,
          RunFact.Forked _,
          RunFact.Cancelling _,
          RunFact.Failing _ ->
          false;
    };
  }

  private static Optional<String> endedCall(EventData fact) {
    return switch (fact) {
      case MessageFact.Completed completed -> Optional.of(completed.call());
      case ModelFact.Failed failed -> Optional.of(failed.call());
      case ModelFact.Lost lost -> Optional.of(lost.call());
      case ToolFact.Completed completed -> Optional.of(completed.call());
      case ToolFact.Failed failed -> Optional.of(failed.call());
      case ToolFact.Unknown unknown -> Optional.of(unknown.call());
      case MessageFact.Created _, ModelFact.Started _ -> Optional.empty();
      case ToolFact.Requested _,
          ToolFact.Approved _,
          ToolFact.Denied _,
          ToolFact.Started _,
          ToolFact.Late _ ->
          Optional.empty();
      case RunFact _,
          StepFact _,
          BranchFact _,
          ConversationFact _,
          SessionFact _,
          QuestionFact _,
          LedgerFact _,
          DebugFact _,
          GoalFact _,
          WaitFact _,
          ArtifactFact _,
          AgentFact _,
          SubrunFact _ ->
          Optional.empty();
      case EventData.Unrecognised _, EventData.Published _ -> Optional.empty();
    };
  }

  /**
   * Adds to a text under way.
   *
   * @param startedAfter the last event before the text
   */
  public void append(JournalId journal, TextKey key, long startedAfter, String piece) {
    use(journal, feed -> feed.append(key, startedAfter, piece));
  }

  /**
   * Says how far a call has come.
   *
   * @param path the nodes from the outside in where the call is
   */
  public void report(JournalId journal, List<String> path, Ephemeral.Progress progress) {
    Feed feed = feeds.get(journal);
    if (feed != null) {
      feed.report(path, progress);
    }
  }

  /**
   * Opens a view. It sends nothing before {@link Subscription#start}.
   *
   * @param watermark the number at which the client knows that it has all that there was
   */
  public Subscription subscribe(SubscriptionRequest request, long watermark, BatchSink sink) {
    var opened = new AtomicReference<Subscription>();
    use(
        request.journal(),
        feed -> {
          opened.set(new Subscription(request, this, feed, watermark, sink));
          feed.add(opened.get());
        });
    return opened.get();
  }

  /**
   * Waits until a journal goes beyond a number, the time is up, or somebody gives up.
   *
   * @param onGiveUp takes what to run when the one who waits gives up
   */
  public void awaitBeyond(JournalId journal, long seq, Duration max, Consumer<Runnable> onGiveUp) {
    var grown = new CountDownLatch(1);
    var waiter = new Waiter(grown);
    use(journal, feed -> feed.add(waiter));
    try {
      if (head(journal).seq() > seq) {
        return;
      }
      onGiveUp.accept(grown::countDown);
      boolean isGrown = grown.await(max.toMillis(), TimeUnit.MILLISECONDS);
      LOG.trace("journal={} seq={} grown={}", journal.value(), seq, isGrown);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      remove(journal, waiter);
    }
  }

  /** Watches the runs of a journal, from now until it is closed. */
  public TurnWatch watchTurns(JournalId journal) {
    var opened = new AtomicReference<TurnWatch>();
    use(
        journal,
        feed -> {
          var watch = new TurnWatch(() -> remove(journal, opened.get()));
          opened.set(watch);
          feed.add(watch);
        });
    return opened.get();
  }

  private record Waiter(CountDownLatch grown) implements Follower {

    @Override
    public void wake() {
      grown.countDown();
    }

    @Override
    public void heartbeat() {
      // Nobody reads this wait but the request that waits.
    }
  }

  /**
   * Asks for a sign of life to all who follow. Who follows here also hears then of what a daemon of
   * another build has stored, which publishes nothing to this one.
   */
  public void heartbeat() {
    feeds.forEach(this::heartbeat);
  }

  private void heartbeat(JournalId journal, Feed feed) {
    try {
      store.findHead(journal).ifPresent(head -> feed.catchUp(head.seq()));
    } catch (StorageException failure) {
      LOG.warn("journal={} {}", journal.value(), failure.getMessage());
    }
    feed.heartbeat();
  }

  void remove(JournalId journal, Follower follower) {
    use(journal, feed -> feed.remove(follower));
  }

  /**
   * Does something with a feed that stays in the table meanwhile, and drops it if it is unused
   * then.
   */
  private void use(JournalId journal, Consumer<Feed> use) {
    feeds.compute(
        journal,
        (id, found) -> {
          Feed feed = found == null ? new Feed(id.value()) : found;
          use.accept(feed);
          return feed.isUnused() ? null : feed;
        });
  }

  private void dropIfUnused(JournalId journal) {
    feeds.computeIfPresent(journal, (_, feed) -> feed.isUnused() ? null : feed);
  }
}

package fermata.daemon.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.blob.BlobStore;
import fermata.daemon.blob.LargeValues;
import fermata.daemon.journal.JournalRecords;
import fermata.daemon.platform.AtomicFiles;
import fermata.daemon.store.EventsMax;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.SessionDetails;
import fermata.daemon.store.StorageException;
import fermata.daemon.store.StoredEvent;
import fermata.wire.event.EventEnvelope;
import fermata.wire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions as folders that people and scripts can read.
 *
 * <pre>
 * agents/&lt;agent&gt;/sessions/&lt;id&gt;/
 *   state.json             what is known of the session: runs, usage, state, open questions
 *   checkpoints/index.json where its runs can be forked and looked at
 *   logs/summary.json      one page about each run
 *   logs/details.jsonl     every event
 *   logs/tool_logs.jsonl   every tool call
 *   artifacts/             the newest content of each name, as links
 * </pre>
 *
 * <p>Derived from the journal after the end of a run, one session after another, and never read
 * back: as soon as nothing has been stored for a moment, at work after some seconds. A folder that
 * cannot be written is a warning in the log: no run fails for it. Thread-safe.
 */
public final class SessionFolders {

  private static final Logger LOG = LoggerFactory.getLogger(SessionFolders.class);

  private static final EventsMax PAGE = new EventsMax(1_000, 4L << 20);

  /** How many sessions wait to be written; one more is written at the end of its next run. */
  private static final int WAITING_MAX = 10_000;

  /** Runs at work come first: what they do is waited for, a folder is looked into later. */
  private static final CalmQueue.Pace PACE =
      new CalmQueue.Pace(Duration.ofMillis(50), Duration.ofSeconds(30), WAITING_MAX);

  private static final int RUNS_MAX = 1_000;

  private final JournalStore store;
  private final BlobStore blobs;
  private final LargeValues values;
  private final Path root;
  private final CalmQueue<JournalId, Ended> waiting;

  /**
   * @param root the state directory
   */
  public SessionFolders(JournalStore store, BlobStore blobs, Path root) {
    this.store = store;
    this.blobs = blobs;
    this.values = new LargeValues(blobs);
    this.root = root;
    this.waiting = new CalmQueue<>("session-folders", PACE, store::quietNanos, this::write);
  }

  /**
   * A session whose run has ended.
   *
   * @param state the values of the run's shared state
   */
  record Ended(JournalId session, ObjectNode state) {}

  /** Writes the folder of a session soon. */
  void materialise(JournalId session, ObjectNode state) {
    if (!waiting.offer(session, new Ended(session, state))) {
      LOG.warn("session={} its folder is not written: too many wait", session.value());
    }
  }

  /** Deletes the folders of sessions that are gone, which have these agents. */
  void remove(Map<JournalId, String> agents) {
    agents.forEach((session, agent) -> removeAll(session, folderOf(root, agent, session)));
  }

  private static void removeAll(JournalId session, Path folder) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException failure) {
      LOG.warn(
          "session={} its folder cannot be deleted: {}", session.value(), failure.getMessage());
    }
  }

  /** Writes at once what waits to be written; whether that was done before the time was up. */
  public boolean awaitIdle(Duration max) {
    return waiting.awaitIdle(max);
  }

  private void write(Ended ended) {
    try {
      store.findDetails(ended.session(), RUNS_MAX).ifPresent(details -> write(ended, details));
    } catch (UncheckedIOException | StorageException failure) {
      LOG.warn(
          "session={} its folder cannot be written: {}",
          ended.session().value(),
          failure.getMessage());
    }
  }

  private void write(Ended ended, SessionDetails details) {
    JournalId session = ended.session();
    Path folder = folderOf(root, details.session().row().agent(), session);
    Path logs = folder.resolve("logs");
    AtomicFiles.makeDirectory(logs);
    var story = new SessionStory();
    var checkpoints = new CheckpointIndex();
    AtomicFiles.write(
        logs.resolve("details.jsonl"),
        out ->
            forEachEvent(
                session,
                event -> {
                  boolean isAbout = SessionStory.isAbout(event.type());
                  if (isAbout || CheckpointIndex.isAbout(event.type())) {
                    EventEnvelope told = JournalRecords.decode(session, event);
                    story.add(told);
                    checkpoints.add(told);
                  }
                  line(out, JournalRecords.toLine(event));
                }));
    AtomicFiles.write(
        logs.resolve("tool_logs.jsonl"), out -> story.toolCalls().forEach(call -> line(out, call)));
    AtomicFiles.write(logs.resolve("summary.json"), out -> pretty(out, summary(details, story)));
    Path index = folder.resolve("checkpoints");
    AtomicFiles.makeDirectory(index);
    AtomicFiles.write(index.resolve("index.json"), out -> pretty(out, checkpoints.toJson()));
    ArtifactLinks.write(folder.resolve("artifacts"), store.artifacts().newest(session), blobs);
    AtomicFiles.write(
        folder.resolve("state.json"), out -> pretty(out, state(details, ended.state())));
  }

  /** {@return where the folder of a session is} */
  static Path folderOf(Path root, String agent, JournalId session) {
    return root.resolve("agents").resolve(agent).resolve("sessions").resolve(session.value());
  }

  private void forEachEvent(JournalId session, Consumer<StoredEvent> consumer) {
    long after = 0;
    for (var page = store.events(session, after, PAGE);
        !page.isEmpty();
        page = store.events(session, after, PAGE)) {
      page.forEach(consumer);
      after = page.getLast().seq();
    }
  }

  private static ObjectNode summary(SessionDetails details, SessionStory story) {
    ObjectNode summary = JsonNodeFactory.instance.objectNode();
    ArrayNode runs = summary.putArray("runs");
    details
        .runs()
        .forEach(
            run -> {
              ObjectNode page = Json.toTree(RunCard.summaryOf(run));
              page.set("steps", story.stepsOf(run.run()));
              runs.add(page);
            });
    return summary;
  }

  private static ObjectNode state(SessionDetails details, ObjectNode memory) {
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    state.set("session", Json.toTree(SessionCard.summaryOf(details.session())));
    ArrayNode questions = state.putArray("openQuestions");
    details.questions().forEach(question -> questions.add(JournalRecords.parse(question.body())));
    state.set("state", memory);
    return state;
  }

  /** What is large stands once on the disk, and here where it is. */
  private void line(Writer out, Object json) {
    try {
      out.append(values.shown(json.toString())).append('\n');
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void pretty(Writer out, ObjectNode json) throws IOException {
    String text = json.toPrettyString();
    // With its white space it is longer than without.
    if (LargeValues.isCandidate(text)) {
      text = Json.parse(values.shown(json.toString())).toPrettyString();
    }
    out.append(text).append('\n');
  }
}

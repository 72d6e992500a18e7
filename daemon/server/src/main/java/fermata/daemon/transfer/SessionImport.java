package fermata.daemon.transfer;

import fermata.daemon.blob.Blob;
import fermata.daemon.blob.BlobStore;
import fermata.daemon.journal.JournalRecords;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.RunRegistry;
import fermata.daemon.run.SessionRebuild;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.KeyedResult;
import fermata.daemon.store.NewEvent;
import fermata.daemon.store.NewInput;
import fermata.daemon.store.StorageException;
import fermata.daemon.store.StoreChange;
import fermata.daemon.store.StoredEvent;
import fermata.daemon.store.StoredInput;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Takes sessions over from files: their journals as they were, everything else derived anew.
 *
 * <p>All sessions of a file, or none. A run that was at work when it was written goes on as after
 * the end of its daemon, and one that waits, waits. Thread-safe.
 */
public final class SessionImport {

  /** The largest file that is read. */
  static final long BYTES_MAX = 256L << 20;

  private final JournalStore store;
  private final BlobStore blobs;
  private final RunRegistry runs;

  public SessionImport(JournalStore store, BlobStore blobs, RunRegistry runs) {
    this.store = store;
    this.blobs = blobs;
    this.runs = runs;
  }

  /** What was taken over. */
  public record Taken(List<String> sessions, long events) {}

  /**
   * Reads a file.
   *
   * @param remember the result to give again when the request is repeated
   * @throws RefusedException with {@code InvalidParams} for a file that is not whole, {@code
   *     AlreadyExists} if a session is here, {@code StorageError}
   */
  public Taken read(Path file, Function<Taken, KeyedResult> remember) {
    List<Reading> sessions = sessions(file);
    var changes = new ArrayList<StoreChange>();
    for (Reading session : sessions) {
      session.refuseIfHere();
      changes.addAll(session.changes());
    }
    var taken =
        new Taken(
            sessions.stream().map(each -> each.session.value()).toList(),
            sessions.stream().mapToLong(each -> each.head).sum());
    changes.add(new StoreChange.RememberResult(remember.apply(taken)));
    try {
      store.commit(changes);
    } catch (StorageException failure) {
      throw RefusedException.of(failure);
    }
    sessions.forEach(each -> runs.takenOver(each.session, each.changes));
    return taken;
  }

  private List<Reading> sessions(Path file) {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw RefusedException.invalidParams(
            "/file", Files.size(file) + " bytes (expected: at most " + BYTES_MAX + ")");
      }
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        return sessions(lines);
      }
    } catch (MalformedInputException other) {
      throw RefusedException.invalidParams("/file", "is not text in UTF-8");
    } catch (IOException failure) {
      throw RefusedException.invalidParams("/file", "cannot be read: " + failure.getMessage());
    }
  }

  private List<Reading> sessions(BufferedReader lines) throws IOException {
    var sessions = new ArrayList<Reading>();
    Reading reading = null;
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      TransferRecord record = TransferRecord.read(line, ++number);
      if (record instanceof TransferRecord.Begin begin && reading == null) {
        reading = begin(begin, number);
      } else if (reading == null) {
        throw TransferRecord.refused(number, "is outside of a session");
      }
      if (reading.add(record, line, number)) {
        sessions.add(reading);
        reading = null;
      }
    }
    if (reading != null || sessions.isEmpty()) {
      throw TransferRecord.refused(number + 1, "is missing: the file ends before its session does");
    }
    return sessions;
  }

  private Reading begin(TransferRecord.Begin begin, int number) {
    if (begin.form() < 1 || begin.form() > TransferRecord.FORM) {
      throw TransferRecord.refused(
          number,
          "has form "
              + begin.form()
              + " (expected: at most "
              + TransferRecord.FORM
              + "; written by fermata "
              + begin.build()
              + ")");
    }
    return new Reading(new JournalId(begin.session()), begin.createdAt());
  }

  /** One session on its way from the file. */
  private final class Reading {

    private final JournalId session;
    private final CRC32C checksum = new CRC32C();
    private final List<StoreChange> changes = new ArrayList<>();
    private final List<StoreChange> shared = new ArrayList<>();
    private final Map<String, String> sources = new HashMap<>();
    private final ByteArrayOutputStream under = new ByteArrayOutputStream();
    private final Set<String> contents = new HashSet<>();
    private final SessionRebuild rebuild;
    private List<NewEvent> events = new ArrayList<>();
    private List<NewInput> inputs = new ArrayList<>();
    private long stored;
    private long head;
    private Instant at;

    Reading(JournalId session, Instant createdAt) {
      this.session = session;
      this.at = createdAt;
      this.rebuild = runs.rebuild(session, this::source);
      changes.add(new StoreChange.CreateJournal(session, createdAt));
    }

    private Optional<String> source(String sha256) {
      @Nullable String text = sources.get(sha256);
      return Optional.ofNullable(text);
    }

    void refuseIfHere() {
      if (store.findHead(session).isPresent()) {
        throw RefusedException.of(
            RpcError.of(DaemonErrorCode.ALREADY_EXISTS, "session " + session.value() + " exists")
                .with("id", session.value()));
      }
    }

    List<StoreChange> changes() {
      return changes;
    }

    /** Takes a line; whether it is the last of the session. */
    boolean add(TransferRecord record, String line, int number) {
      switch (record) {
        case TransferRecord.Begin begin when !begin.session().equals(session.value()) ->
            throw TransferRecord.refused(number, "begins a session within another");
        case TransferRecord.Begin _ -> {}
        case TransferRecord.Source(var sha256, var text) -> {
          sources.put(sha256, text);
          changes.add(new StoreChange.PutSource(sha256, text));
        }
        case TransferRecord.Content content -> add(content, number);
        case TransferRecord.Input(var input) -> add(input);
        case TransferRecord.Event(var event) -> add(event, number);
        case TransferRecord.Shared(var key, var version, var value) ->
            shared.add(new StoreChange.PutShared(session.value(), key, 0, version, value));
        case TransferRecord.End end -> {
          end(end, number);
          return true;
        }
      }
      TransferRecord.add(checksum, line);
      return false;
    }

    /** A content that comes to nothing, because the rest is refused, is swept away later. */
    private void add(TransferRecord.Content content, int number) {
      under.writeBytes(bytes(content, number));
      if (!content.isLast()) {
        return;
      }
      try {
        Blob blob = blobs.put(under.toByteArray());
        under.reset();
        if (!blob.sha256().equals(content.sha256())) {
          throw TransferRecord.refused(
              number, "ends a content of SHA-256 " + blob.sha256() + ", not " + content.sha256());
        }
        contents.add(blob.sha256());
      } catch (IOException failure) {
        throw RefusedException.of(
            DaemonErrorCode.STORAGE_ERROR, "a content cannot be kept: " + failure.getMessage());
      }
    }

    private static byte[] bytes(TransferRecord.Content content, int number) {
      try {
        return Base64.getDecoder().decode(content.base64());
      } catch (IllegalArgumentException other) {
        throw TransferRecord.refused(number, "is not in Base64");
      }
    }

    private void refuseWithoutContent(StoreChange change, int number) {
      if (change instanceof StoreChange.PutArtifact(var row) && !contents.contains(row.sha256())) {
        throw TransferRecord.refused(
            number, "ends a session without the content of artifact '" + row.name() + "'");
      }
    }

    private void add(StoredInput input) {
      if (!events.isEmpty() || (!inputs.isEmpty() && !input.at().equals(at))) {
        flush();
      }
      at = input.at();
      inputs.add(new NewInput(input.type(), input.body()));
    }

    private void add(StoredEvent event, int number) {
      if (event.seq() != head + 1) {
        throw TransferRecord.refused(
            number, "has event " + event.seq() + " (expected: " + (head + 1) + ")");
      }
      if (!(events.isEmpty() && inputs.isEmpty()) && !event.at().equals(at)) {
        flush();
      }
      at = event.at();
      head = event.seq();
      events.add(new NewEvent(event.type(), event.version(), event.body()));
      try {
        rebuild.add(JournalRecords.decode(session, event));
      } catch (StorageException damage) {
        throw TransferRecord.refused(number, "cannot be taken over: " + damage.getMessage());
      }
    }

    private void flush() {
      changes.add(
          new StoreChange.Append(
              store.leaseOfNew(session), stored, at, List.copyOf(inputs), List.copyOf(events)));
      stored = head;
      events = new ArrayList<>();
      inputs = new ArrayList<>();
    }

    private void end(TransferRecord.End end, int number) {
      if (end.events() != head || end.crc() != checksum.getValue()) {
        throw TransferRecord.refused(
            number, "does not fit what comes before it: the session was changed or is not whole");
      }
      flush();
      List<StoreChange> derived = rebuild.derived().changes();
      derived.forEach(change -> refuseWithoutContent(change, number));
      changes.addAll(derived);
      changes.addAll(shared);
    }
  }
}

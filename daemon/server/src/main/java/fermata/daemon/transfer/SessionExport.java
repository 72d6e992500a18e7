package fermata.daemon.transfer;

import fermata.daemon.blob.BlobStore;
import fermata.daemon.journal.JournalRecords;
import fermata.daemon.platform.AtomicFiles;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.store.EventsMax;
import fermata.daemon.store.JournalHead;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.StoredEvent;
import fermata.daemon.store.StoredInput;
import fermata.wire.event.ArtifactFact;
import fermata.wire.event.EventData;
import fermata.wire.event.RunFact;
import fermata.wire.event.SessionFact;
import fermata.wire.jsonrpc.DaemonErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Writes sessions, with those of their child runs, to files. Thread-safe. */
public final class SessionExport {

  private static final EventsMax PAGE = new EventsMax(1_000, 4L << 20);

  /** The bytes of a content in one line. */
  private static final int PIECE = 192 << 10;

  private final JournalStore store;
  private final BlobStore blobs;
  private final String build;

  /**
   * @param build who writes
   */
  public SessionExport(JournalStore store, BlobStore blobs, String build) {
    this.store = store;
    this.blobs = blobs;
    this.build = build;
  }

  /** What was written. */
  public record Written(List<String> sessions, long events, long bytes) {}

  /**
   * Writes a session and those of the child runs below it.
   *
   * <p>A session that is at work is written up to where it is now.
   *
   * @throws RefusedException with {@code NotFound}, with {@code InvalidState} where its run waits
   *     for a place, with {@code InvalidParams} where the file cannot be written
   */
  public Written write(JournalId session, Path file, Step step) {
    if (store.findDetails(session, 1).isEmpty()) {
      throw RefusedException.notFound("session", session.value());
    }
    List<JournalId> all = new ArrayList<>(store.sessionsBelow(session));
    all.add(session);
    var counted = new long[1];
    try {
      AtomicFiles.write(
          file,
          out -> {
            for (JournalId each : all) {
              counted[0] += new Writing(each, out, counted[0], step).write();
            }
          });
      return new Written(all.stream().map(JournalId::value).toList(), counted[0], Files.size(file));
    } catch (IOException failure) {
      throw refusal(failure);
    } catch (UncheckedIOException failure) {
      throw RefusedException.invalidParams("/file", String.valueOf(failure.getMessage()));
    }
  }

  /** Hears how far it is. Does not block. */
  public interface Step {

    /**
     * Hears it.
     *
     * @param events that were written
     */
    void written(long events);
  }

  private static RefusedException refusal(IOException failure) {
    return RefusedException.invalidParams("/file", String.valueOf(failure.getMessage()));
  }

  /** One session on its way to the file. */
  private final class Writing {

    private final JournalId session;
    private final Writer out;
    private final long before;
    private final Step step;
    private final JournalHead head;
    private final CRC32C checksum = new CRC32C();
    private final Set<String> sources = new HashSet<>();
    private final Set<String> contents = new HashSet<>();
    private final Queue<StoredInput> inputs;

    Writing(JournalId session, Writer out, long before, Step step) {
      this.session = session;
      this.out = out;
      this.before = before;
      this.step = step;
      this.head =
          store
              .findHead(session)
              .orElseThrow(() -> RefusedException.notFound("session", session.value()));
      this.inputs = new ArrayDeque<>(store.inputs(session));
    }

    long write() throws IOException {
      line(new TransferRecord.Begin(session.value(), TransferRecord.FORM, build, head.createdAt()));
      long after = 0;
      while (after < head.seq()) {
        for (StoredEvent event : store.events(session, after, PAGE)) {
          if (event.seq() <= head.seq()) {
            write(event);
          }
          after = event.seq();
        }
        step.written(before + after);
      }
      writeInputsUpTo(head.seq());
      for (JournalStore.SharedRow row : store.shared(session.value())) {
        line(new TransferRecord.Shared(row.key(), row.version(), row.value()));
      }
      line(new TransferRecord.End(head.seq(), checksum.getValue()));
      return head.seq();
    }

    private void write(StoredEvent event) throws IOException {
      EventData fact = JournalRecords.decode(session, event).fact();
      refuseIfQueued(fact);
      String pin = pinOf(fact);
      if (pin != null && sources.add(pin)) {
        Optional<String> text = store.findSource(pin);
        if (text.isPresent()) {
          line(new TransferRecord.Source(pin, text.get()));
        }
      }
      String content = contentOf(fact);
      if (content != null && contents.add(content)) {
        writeContent(content);
      }
      writeInputsUpTo(event.seq() - 1);
      line(new TransferRecord.Event(event));
    }

    private void refuseIfQueued(EventData fact) {
      if (fact instanceof SessionFact.RunQueued queued
          && store.findWaiting(queued.run()).isPresent()) {
        throw RefusedException.of(
            DaemonErrorCode.INVALID_STATE,
            "run " + queued.run() + " waits to begin (expected: one that has begun or ended)");
      }
    }

    private static @Nullable String pinOf(EventData fact) {
      return switch (fact) {
        case RunFact.Started started -> started.pin();
        case SessionFact.DefinitionAccepted accepted -> accepted.pin();
        default -> null;
      };
    }

    private static @Nullable String contentOf(EventData fact) {
      return switch (fact) {
        case ArtifactFact.Created created -> created.sha256();
        case ArtifactFact.Updated updated -> updated.sha256();
        default -> null;
      };
    }

    private void writeContent(String sha256) throws IOException {
      long size = blobs.find(sha256).orElseThrow(() -> gone(sha256)).size();
      long at = 0;
      do {
        byte[] piece = blobs.read(sha256, at, PIECE);
        at += piece.length;
        String base64 = Base64.getEncoder().encodeToString(piece);
        line(new TransferRecord.Content(sha256, base64, at >= size));
      } while (at < size);
    }

    private static IOException gone(String sha256) {
      return new IOException("the content " + sha256 + " of an artifact is gone");
    }

    private void writeInputsUpTo(long seq) throws IOException {
      for (StoredInput next = inputs.peek();
          next != null && next.afterSeq() <= seq;
          next = inputs.peek()) {
        line(new TransferRecord.Input(next));
        inputs.remove();
      }
    }

    private void line(TransferRecord record) throws IOException {
      String line = TransferRecord.write(session.value(), head.updatedAt(), record);
      TransferRecord.add(checksum, line);
      out.append(line).append('\n');
    }
  }
}

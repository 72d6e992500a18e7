package fermata.daemon.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.blob.LargeValues;
import fermata.daemon.platform.AtomicFiles;
import fermata.wire.json.BindingException;
import fermata.wire.json.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The snapshots of one run, a file each: a line that says what it is of, and the state as JSON.
 *
 * <p>A file that is damaged, of another build or of another form is one that is not there.
 * Thread-safe.
 */
public final class SnapshotFolder {

  private static final String ENDING = ".json";
  private static final Pattern NAME = Pattern.compile("[0-9]{12}\\.json");

  private final Path folder;
  private final String build;
  private final StateForm form;
  private final LargeValues values;

  /**
   * @param build the one whose engine folds; a state that another has folded is not read
   * @param values what is large and there already is not written again; when it is gone one day,
   *     the snapshot cannot be used
   */
  public SnapshotFolder(Path folder, String build, StateForm form, LargeValues values) {
    this.folder = folder;
    this.build = build;
    this.form = form;
    this.values = values;
  }

  private record Header(
      String build,
      String form,
      long epoch,
      long seq,
      Instant at,
      long event,
      String pin,
      long checksum) {

    Header with(long sum) {
      return new Header(build, form, epoch, seq, at, event, pin, sum);
    }
  }

  /** {@return the numbers of the events after which there is one} */
  public NavigableSet<Long> all() {
    var found = new TreeSet<Long>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> NAME.matcher(name).matches())
          .map(name -> Long.valueOf(name.substring(0, name.length() - ENDING.length())))
          .forEach(found::add);
    } catch (IOException | UncheckedIOException none) {
      // A folder that cannot be read is one without snapshots.
    }
    return found;
  }

  /** {@return the snapshot after an event, if it can be used} */
  public Optional<Snapshot> find(long seq) {
    try {
      String text = Files.readString(file(seq));
      int end = text.indexOf('\n');
      return end < 0 ? Optional.empty() : parse(text.substring(0, end), text.substring(end + 1));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    } catch (IOException | BindingException | IllegalArgumentException unusable) {
      drop(seq);
      return Optional.empty();
    }
  }

  private Optional<Snapshot> parse(String head, String body) throws IOException {
    Header header = Json.read(Json.mapper().readTree(head), Header.class);
    boolean isOurs =
        header.build().equals(build)
            && header.form().equals(form.id())
            && header.checksum() == checksum(header, body);
    if (!isOurs) {
      return Optional.empty();
    }
    JsonNode state = Json.mapper().readTree(values.unpack(body));
    var mark = new Snapshot.Mark(header.epoch(), header.seq(), header.at(), header.event());
    return Optional.of(new Snapshot(mark, header.pin(), form.read(state)));
  }

  /**
   * Keeps a snapshot.
   *
   * @return how long it is, UTF-16
   * @throws UncheckedIOException if it cannot be written
   */
  public int put(Snapshot snapshot) {
    String body = text(snapshot.known());
    Snapshot.Mark mark = snapshot.after();
    var header =
        new Header(
            build,
            form.id(),
            mark.epoch(),
            mark.seq(),
            mark.at(),
            mark.checksum(),
            snapshot.pin(),
            0);
    Header whole = header.with(checksum(header, body));
    AtomicFiles.makeDirectory(folder);
    AtomicFiles.write(
        file(mark.seq()),
        out -> out.append(Json.toTree(whole).toString()).append('\n').append(body));
    return body.length();
  }

  private String text(StateForm.Known known) {
    var text = new StringWriter();
    try (JsonGenerator out = Json.mapper().createGenerator(text)) {
      form.write(known, out);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    try {
      return values.referring().pack(text.toString()).text();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Of all of the file but itself: a state with another time than its own would be a wrong one. */
  private static long checksum(Header header, String body) {
    var checksum = new CRC32C();
    checksum.update(Json.toTree(header.with(0)).toString().getBytes(StandardCharsets.UTF_8));
    checksum.update(body.getBytes(StandardCharsets.UTF_8));
    return checksum.getValue();
  }

  /** Removes a snapshot, if it is there. */
  public void drop(long seq) {
    boolean _ = file(seq).toFile().delete();
  }

  private Path file(long seq) {
    return folder.resolve("%012d".formatted(seq) + ENDING);
  }
}

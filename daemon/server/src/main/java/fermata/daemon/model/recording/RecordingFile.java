package fermata.daemon.model.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A file with one JSON value a line: a header, then a line for each reply.
 *
 * <p>A last line without its end was cut off while it was written and does not count.
 */
final class RecordingFile {

  /** The largest recording that is read. */
  static final long BYTES_MAX = 256L * 1024 * 1024;

  private RecordingFile() {}

  /**
   * {@return the replies of a recording}
   *
   * @throws RecordingException where it cannot be read
   */
  static List<RecordedReply> read(Path file) {
    List<RecordedReply> replies = new ArrayList<>();
    String text = text(file);
    int number = 0;
    for (int at = 0, end; (end = text.indexOf('\n', at)) >= 0; at = end + 1) {
      number++;
      String line = text.substring(at, end).strip();
      if (!line.isEmpty()) {
        addLine(line, number, replies);
      }
    }
    if (number == 0) {
      throw new RecordingException("empty (expected: a recording)");
    }
    return replies;
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new RecordingException("larger than " + BYTES_MAX + " bytes");
      }
      return Files.readString(file);
    } catch (NoSuchFileException _) {
      throw new RecordingException("not there");
    } catch (IOException _) {
      throw new RecordingException("cannot be read as UTF-8 text");
    }
  }

  private static void addLine(String line, int number, List<RecordedReply> replies) {
    JsonNode json = json(line, number);
    if (number == 1) {
      if (!RecordingMapping.isHeader(json)) {
        throw new RecordingException(
            "line 1: not the header of a recording of version " + RecordingMapping.VERSION);
      }
      return;
    }
    try {
      replies.add(RecordingMapping.fromJson(json));
    } catch (RecordingException refusal) {
      throw new RecordingException("line " + number + ": " + refusal.why());
    }
  }

  private static JsonNode json(String line, int number) {
    try {
      return Json.parse(line);
    } catch (JsonProcessingException failure) {
      throw new RecordingException("line " + number + ": not JSON");
    }
  }

  /** Adds a reply, and the header where the file is new; it is on the disk afterwards. */
  static void append(Path file, RecordedReply reply) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long end = endOfLastLine(channel);
      channel.truncate(end);
      channel.position(end);
      String header = end == 0 ? RecordingMapping.header() + "\n" : "";
      write(channel, header + RecordingMapping.toJson(reply) + "\n");
      channel.force(true);
    }
  }

  // What a crash left of a line would run together with the next one.
  private static long endOfLastLine(FileChannel channel) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    for (long at = channel.size(); at > 0; at--) {
      one.clear();
      channel.read(one, at - 1);
      if (one.get(0) == '\n') {
        return at;
      }
    }
    return 0;
  }

  private static void write(FileChannel channel, String text) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
  }
}

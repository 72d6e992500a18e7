package fermata.cli.test;

import fermata.cli.console.CommandFailure;
import fermata.cli.console.ExitCode;
import fermata.wire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Recordings that are made anew by the tests that name them.
 *
 * <p>Each is written beside and takes the place of the old one when all tests that name it have
 * passed; otherwise the old one stays. Confined to one thread.
 */
public final class Recordings {

  /** What a run says whose answers do not come from a provider. */
  private static final String REPLAYED = "model.recorded";

  private final Path folder;
  private final SequencedMap<Path, Making> makings = new LinkedHashMap<>();

  /** What is known of a recording that is being made. */
  private record Making(Path made, List<String> obstacles) {}

  /**
   * What became of a recording.
   *
   * @param obstacle why the old one stays; empty where the new one took its place
   * @param replies how many the new one has
   * @param same how many of them answer requests that the old one had too
   */
  public record Made(Path file, String obstacle, int replies, int same) {

    /** Whether the new one took the place of the old. */
    public boolean isKept() {
      return obstacle.isEmpty();
    }
  }

  /** Makes recordings in a folder, which it may make itself. */
  public Recordings(Path folder) {
    this.folder = folder;
  }

  /**
   * Refuses to make a recording anew from only some of the tests that it answers.
   *
   * @param left tests that are not run
   */
  public static void requireWhole(List<AgentTest> run, List<AgentTest> left) {
    for (AgentTest test : left) {
      Path recording = test.recording();
      if (recording != null
          && run.stream().anyMatch(other -> recording.equals(other.recording()))) {
        throw CommandFailure.of(
            ExitCode.USAGE,
            "recording %s would lose the replies of test '%s', which --only leaves out"
                .formatted(recording.getFileName(), test.name()));
      }
    }
  }

  /** {@return where the replies of a test go} */
  Path place(Path recording) {
    Making making =
        makings.computeIfAbsent(
            recording,
            _ -> new Making(folder.resolve(makings.size() + ".ndjson"), new ArrayList<>()));
    return making.made();
  }

  /** {@return why what a run got is not worth keeping, beside what its test says} */
  static List<String> obstacles(Outcome outcome) {
    return outcome.events().stream()
        .filter(event -> event.path("kind").asText().equals(REPLAYED))
        .map(event -> "no provider was asked: " + event.path("message").asText())
        .toList();
  }

  /** Takes note of how a test ended. */
  void note(AgentTest test, List<String> differences) {
    Path recording = test.recording();
    if (recording != null && !differences.isEmpty()) {
      Objects.requireNonNull(makings.get(recording), "a recording that was not begun")
          .obstacles()
          .add("test '" + test.name() + "' failed");
    }
  }

  /** {@return what became of each, in the order of the tests} */
  public List<Made> keep() {
    var all = new ArrayList<Made>();
    makings.forEach((file, making) -> all.add(kept(file, making)));
    return all;
  }

  private static Made kept(Path file, Making making) {
    List<String> made = digests(making.made());
    Set<String> before = new HashSet<>(digests(file));
    int same = (int) made.stream().filter(before::contains).count();
    String obstacle = obstacle(making, made);
    try {
      if (obstacle.isEmpty()) {
        replace(file, making.made());
      }
      return new Made(file, obstacle, made.size(), same);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String obstacle(Making making, List<String> made) {
    if (!making.obstacles().isEmpty()) {
      return making.obstacles().getFirst();
    }
    return made.isEmpty() ? "no model was asked" : "";
  }

  private static void replace(Path file, Path made) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    Files.copy(made, beside, StandardCopyOption.REPLACE_EXISTING);
    Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  // A recording that cannot be read, or is not there, has nothing that could be lost.
  private static List<String> digests(Path file) {
    var digests = new ArrayList<String>();
    try {
      for (String line : Files.readAllLines(file)) {
        digests.add(Json.parse(line).path("digest").asText());
      }
    } catch (IOException _) {
      return List.of();
    }
    return digests.isEmpty() ? digests : digests.subList(1, digests.size());
  }
}

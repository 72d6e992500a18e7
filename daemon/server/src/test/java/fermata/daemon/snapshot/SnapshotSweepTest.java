package fermata.daemon.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnapshotSweepTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final SnapshotRetention MONTH = new SnapshotRetention(Duration.ofDays(30), 1_000);

  @TempDir Path agents;

  private void keep(String name, int daysAgo, int bytes) throws IOException {
    Path file = agents.resolve("a/sessions/s/checkpoints").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x".repeat(bytes));
    Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(daysAgo))));
  }

  private List<String> left() {
    Path all = agents.resolve("a/sessions/s/checkpoints");
    try (Stream<Path> files = Files.walk(all)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> all.relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  void removesWhatIsOlderThanTheAgeButTheNewestOfARun() throws IOException {
    keep("r1/000000000256.json", 40, 10);
    keep("r1/000000000512.json", 20, 10);
    keep("r1/000000000768.json", 10, 10);
    keep("r2/000000000256.json", 50, 10);
    keep("r2/000000000512.json", 45, 10);

    assertThat(SnapshotSweep.sweep(agents, MONTH, NOW)).isEqualTo(2);

    assertThat(left())
        .containsExactly("r1/000000000512.json", "r1/000000000768.json", "r2/000000000512.json");
  }

  @Test
  void removesTheOldestWhereAllTogetherAreTooLargeButTheNewestOfARun() throws IOException {
    keep("r1/000000000256.json", 4, 400);
    keep("r1/000000000512.json", 3, 400);
    keep("r2/000000000256.json", 5, 900);
    keep("r3/000000000256.json", 2, 400);
    keep("r3/000000000512.json", 1, 400);

    assertThat(SnapshotSweep.sweep(agents, MONTH, NOW)).isEqualTo(2);

    assertThat(left())
        .containsExactly("r1/000000000512.json", "r2/000000000256.json", "r3/000000000512.json");
  }

  @Test
  void doesNothingWhereNothingIs() {
    assertThat(SnapshotSweep.sweep(agents.resolve("none"), MONTH, NOW)).isZero();
  }
}

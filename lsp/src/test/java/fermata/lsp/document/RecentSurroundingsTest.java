package fermata.lsp.document;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.load.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentSurroundingsTest {

  private static final Path FILE = Path.of("a.agent.yaml");
  private static final Path OTHER = Path.of("b.agent.yaml");

  private final List<Path> looks = new ArrayList<>();
  private long nanoTime = -5;
  private final RecentSurroundings recent =
      new RecentSurroundings(
          file -> {
            looks.add(file);
            return Surroundings.builtin();
          },
          () -> nanoTime);

  @Test
  void looksOnceInABurstOfKeys() {
    recent.around(FILE);
    nanoTime += RecentSurroundings.AGE_MAX.toNanos();
    recent.around(FILE);

    assertThat(looks).containsExactly(FILE);
  }

  @Test
  void looksAgainAfterAMomentAndForEachDefinition() {
    recent.around(FILE);
    recent.around(OTHER);
    nanoTime += RecentSurroundings.AGE_MAX.toNanos() + 1;
    recent.around(FILE);

    assertThat(looks).containsExactly(FILE, OTHER, FILE);
  }

  @Test
  void looksAgainWhenSomethingHasChanged() {
    recent.around(FILE);
    recent.forget();
    recent.around(FILE);

    assertThat(looks).containsExactly(FILE, FILE);
  }
}

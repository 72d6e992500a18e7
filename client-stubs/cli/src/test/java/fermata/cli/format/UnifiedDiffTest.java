package fermata.cli.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnifiedDiffTest {

  @TempDir Path folder;

  @Test
  void showsNothingWithoutEdits() {
    assertThat(UnifiedDiff.of("a", "x\n", List.of())).isEmpty();
  }

  @Test
  void showsThreeLinesAroundAChangeAndDistantChangesApart() {
    String text = String.join("", IntStream.range(0, 20).mapToObj(i -> "l" + i + "\n").toList());
    int first = text.indexOf("l4");
    int second = text.indexOf("l15\n");
    assertThat(
            UnifiedDiff.of(
                "a",
                text,
                List.of(
                    new TextEdit(Span.at(first), " "),
                    new TextEdit(new Span(second, second + 4), ""))))
        .containsExactly(
            "--- a",
            "+++ a",
            "@@ -2,7 +2,7 @@",
            " l1",
            " l2",
            " l3",
            "-l4",
            "+ l4",
            " l5",
            " l6",
            " l7",
            "@@ -13,7 +13,6 @@",
            " l12",
            " l13",
            " l14",
            "-l15",
            " l16",
            " l17",
            " l18");
  }

  @Test
  void saysThatALineHasNoEnd() {
    assertThat(UnifiedDiff.of("a", "x", List.of(new TextEdit(Span.at(1), "\n"))))
        .containsExactly(
            "--- a", "+++ a", "@@ -1 +1 @@", "-x", "\\ No newline at end of file", "+x");
  }

  /** The program that such texts are for is the judge. */
  @Test
  void isWhatPatchTakes() throws IOException, InterruptedException {
    assumeThat(Path.of("/usr/bin/patch")).as("patch is installed").isExecutable();
    for (long seed = 1; seed <= 30; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      var text = new StringBuilder();
      for (int line = random.nextInt(40); line >= 0; line--) {
        text.append("line ").append(random.nextInt(9)).append(line > 0 ? "\n" : "");
      }
      text.append(random.nextBoolean() ? "\n" : "");
      List<TextEdit> edits = edits(text.toString(), random);
      Path file = Files.writeString(folder.resolve("a"), text);
      List<String> diff = UnifiedDiff.of("a", text.toString(), edits);
      Path patch = Files.writeString(folder.resolve("p"), String.join("\n", diff) + "\n");
      if (!diff.isEmpty()) {
        assertThat(patch(patch)).as("seed %d: %s", seed, diff).isZero();
      }
      assertThat(Files.readString(file))
          .as("seed %d", seed)
          .isEqualTo(TextEdit.apply(text.toString(), edits));
    }
  }

  private static List<TextEdit> edits(String text, RandomGenerator random) {
    var edits = new ArrayList<TextEdit>();
    int offset = random.nextInt(20);
    while (offset < text.length()) {
      int end = Math.min(text.length(), offset + random.nextInt(9));
      edits.add(new TextEdit(new Span(offset, end), random.nextBoolean() ? "" : "x\n"));
      offset = end + 1 + random.nextInt(80);
    }
    return edits;
  }

  private int patch(Path patch) throws IOException, InterruptedException {
    return new ProcessBuilder("patch", "-p0", "-s", "-i", patch.toString())
        .directory(folder.toFile())
        .inheritIO()
        .start()
        .waitFor();
  }
}

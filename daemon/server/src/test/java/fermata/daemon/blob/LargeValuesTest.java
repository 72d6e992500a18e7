package fermata.daemon.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts whose large values are elsewhere. */
final class LargeValuesTest {

  private static final int LARGE = LargeValues.UNITS_MIN;

  @TempDir Path state;
  private LargeValues values;

  @BeforeEach
  void open() {
    values = new LargeValues(BlobStore.in(state, InstantSource.system()));
  }

  private LargeValues.Packed pack(String json) throws IOException {
    return values.packing().pack(json);
  }

  private long contents() throws IOException {
    if (!Files.exists(state.resolve("blobs"))) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(state.resolve("blobs"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  /** A value as it stands in a text, with all that could be taken for something else. */
  private static String text(char of, int units) {
    return "\"" + "\\\"{\\\\é😀".repeat(3) + String.valueOf(of).repeat(units) + "\"";
  }

  @Test
  void leaveASmallTextAlone() throws IOException {
    String small = "{\"a\":" + text('x', LARGE / 2) + "}";
    assertThat(pack(small)).isEqualTo(new LargeValues.Packed(small, java.util.Set.of()));
    String many = "{" + "\"k\":\"v\",".repeat(LARGE) + "\"z\":1}";
    assertThat(pack(many).text()).as("the outermost is the text itself").isEqualTo(many);
    assertThat(contents()).isZero();
  }

  @Test
  void keepWhatStandsInSeveralTextsOnce() throws IOException {
    String large = text('x', LARGE);
    LargeValues.Packed first = pack("{\"run\":\"r\",\"data\":{\"result\":" + large + "}}");
    LargeValues.Packed second = pack("{\"data\":{\"outputs\":{\"text\":" + large + ",\"n\":1}}}");
    assertThat(first.names()).isEqualTo(second.names()).hasSize(1);
    assertThat(contents()).isEqualTo(1);
    assertThat(first.text().length()).isLessThan(120);
  }

  @Test
  void keepAListThatIsLargeAltogether() throws IOException {
    String list = "[" + "{\"a\":[1,2]},".repeat(LARGE / 8) + "0]";
    LargeValues.Packed packed = pack("{\"data\":{\"value\":" + list + "}}");
    assertThat(packed.names()).hasSize(1);
    assertThat(values.unpack(packed.text())).isEqualTo("{\"data\":{\"value\":" + list + "}}");
  }

  @Test
  void keepTheInnermostFirstAndWhatIsLeftAround() throws IOException {
    String inner = text('i', LARGE);
    String outer = "[" + "\"small\",".repeat(LARGE / 4) + inner + "]";
    String json = "{\"data\":" + outer + "}";
    LargeValues.Packed packed = pack(json);
    assertThat(packed.names()).as("the list names the text in it").hasSize(2);
    assertThat(pack("{\"data\":{\"text\":" + inner + "}}").names())
        .isSubsetOf(packed.names())
        .hasSize(1);
    assertThat(values.unpack(packed.text())).isEqualTo(json);
  }

  @Test
  void neverReplaceTheNameOfAMember() throws IOException {
    String name = text('n', LARGE);
    String json = "{\"data\":{" + name + ":1," + name + ":" + name + "}}";
    LargeValues.Packed packed = pack(json);
    assertThat(values.unpack(packed.text())).isEqualTo(json);
    assertThat(packed.text().length()).isLessThan(json.length());
  }

  @Test
  void giveBackAnyTextAsItWas() throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
    for (int i = 0; i < 60; i++) {
      var json = new StringBuilder("{\"data\":");
      write(random, json, 0);
      String text = json.append('}').toString();
      LargeValues.Packed packed = pack(text);
      assertThat(values.unpack(packed.text())).isEqualTo(text);
    }
  }

  private static void write(RandomGenerator random, StringBuilder out, int depth) {
    switch (random.nextInt(depth > 4 ? 2 : 4)) {
      case 0 -> out.append(random.nextInt());
      case 1 -> out.append(text('t', random.nextInt(2 * LARGE)));
      case 2 -> {
        out.append('[');
        for (int i = random.nextInt(6); i > 0; i--) {
          write(random, out, depth + 1);
          out.append(i > 1 ? "," : "");
        }
        out.append(']');
      }
      default -> {
        out.append('{');
        for (int i = random.nextInt(6); i > 0; i--) {
          out.append("\"m").append(i).append("\":");
          write(random, out, depth + 1);
          out.append(i > 1 ? "," : "");
        }
        out.append('}');
      }
    }
  }

  @Test
  void referOnlyToWhatIsThere() throws IOException {
    String kept = text('k', LARGE);
    String other = text('o', LARGE);
    pack("{\"data\":" + kept + "}");
    String both = "{\"state\":[" + kept + "," + other + "]}";
    LargeValues.Packed packed = values.referring().pack(both);
    assertThat(packed.text()).contains(other).doesNotContain(kept);
    assertThat(values.unpack(packed.text())).isEqualTo(both);
    assertThat(contents()).isEqualTo(1);
  }

  @Test
  void areShownToPeopleByWhereTheyAre() throws IOException {
    String kept = text('k', LARGE);
    String name = pack("{\"data\":" + kept + "}").names().iterator().next();
    int bytes = kept.getBytes(StandardCharsets.UTF_8).length;
    assertThat(values.shown("{\"a\":" + kept + ",\"b\":[" + kept + "],\"c\":1}"))
        .isEqualTo(
            "{'a':%s,'b':[%s],'c':1}".replace("%s", reference(name, bytes)).replace('\'', '"'));
    String other = "{\"a\":" + text('o', LARGE) + "}";
    assertThat(values.shown(other)).as("what is nowhere else").isEqualTo(other);
  }

  private static String reference(String name, int bytes) {
    return "{'content':'blobs/%s/%s','bytes':%d}".formatted(name.substring(0, 2), name, bytes);
  }

  @Test
  void sayThatAContentIsMissingOrAnother() throws IOException {
    LargeValues.Packed packed = pack("{\"data\":" + text('x', LARGE) + "}");
    String name = packed.names().iterator().next();
    Path file = state.resolve("blobs").resolve(name.substring(0, 2)).resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    bytes[7] ^= 1;
    Files.delete(file);
    Files.write(file, bytes);
    assertThatExceptionOfType(LargeValues.Missing.class)
        .isThrownBy(() -> values.unpack(packed.text()));
    Files.writeString(file, "\u0001" + name + "\u0002", StandardCharsets.UTF_8);
    assertThatExceptionOfType(LargeValues.Missing.class)
        .as("one that names itself is not gone round")
        .isThrownBy(() -> values.unpack(packed.text()));
    Files.delete(file);
    assertThatExceptionOfType(LargeValues.Missing.class)
        .isThrownBy(() -> values.unpack(packed.text()));
    assertThatExceptionOfType(LargeValues.Missing.class)
        .isThrownBy(() -> values.unpack("{\"data\":\u0001abc"));
  }
}

package fermata.definition.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpellingsTest {

  private final Spellings spellings = new Spellings();

  private String of(String text) {
    String around = "before " + text + " behind";
    return spellings.of(new YamlText(around.toCharArray()), 7, 7 + text.length());
  }

  @Test
  void aShortTextIsOneForAllItsPlaces() {
    assertThat(of("kind")).isEqualTo("kind").isSameAs(of("kind"));
    assertThat(of("")).isEmpty();
  }

  @Test
  void textsOfOneHashAreToldApart() {
    // The classical pair, and all that is made of it.
    assertThat("AaAa").hasSameHashCodeAs("BBBB");
    assertThat(of("AaAa")).isEqualTo("AaAa").isNotEqualTo(of("BBBB"));
    assertThat(of("AaBB")).isEqualTo("AaBB").isSameAs(of("AaBB"));
  }

  @Test
  void aTextOfFortyUnitsIsKeptAndALongerOneIsNot() {
    assertThat(of("x".repeat(40))).isSameAs(of("x".repeat(40)));
    assertThat(of("x".repeat(41))).isEqualTo("x".repeat(41)).isNotSameAs(of("x".repeat(41)));
  }

  @Test
  void thousandsAreFoundAgain() {
    Map<String, String> first = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      first.put("node-" + i, of("node-" + i));
    }
    first.forEach(
        (text, kept) -> {
          assertThat(kept).isEqualTo(text);
          assertThat(of(text)).isSameAs(kept);
        });
  }
}

package fermata.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AccessorTest {

  /** More than an accessor reads by reflection. */
  private static final int READS = 5_000;

  private record Everything(
      @Nullable String text,
      int whole,
      long large,
      boolean flag,
      double real,
      List<Instant> times) {}

  @Test
  void readsTheSameHoweverOften() {
    var value = new Everything(null, 1, 1L << 40, true, 0.5, List.of(Instant.EPOCH));
    String once = Json.toText(value);
    for (int i = 0; i < READS; i++) {
      assertThat(Json.toText(value)).isEqualTo(once);
    }
    assertThat(once)
        .isEqualTo(
            "{\"whole\":1,\"large\":1099511627776,\"flag\":true,\"real\":0.5,"
                + "\"times\":[\"1970-01-01T00:00:00Z\"]}");
    assertThat(Json.textOf(new Everything("word", 2, 3, false, 1, List.of()), "text"))
        .isEqualTo("word");
  }
}

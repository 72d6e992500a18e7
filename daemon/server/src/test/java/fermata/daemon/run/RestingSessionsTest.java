package fermata.daemon.run;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalLease;
import org.junit.jupiter.api.Test;

final class RestingSessionsTest {

  private final RestingSessions resting = new RestingSessions();

  private static JournalId id(int n) {
    return new JournalId("s" + n);
  }

  private OpenSession rest(int n, long head) {
    var session = new OpenSession(new JournalLease(id(n), "d", 1), head, null, null);
    resting.put(id(n), session);
    return session;
  }

  @Test
  void givesASessionToOneWhoAsks() {
    OpenSession session = rest(1, 10);

    assertThat(resting.take(id(2))).isEmpty();
    assertThat(resting.take(id(1))).containsSame(session);
    assertThat(resting.take(id(1))).isEmpty();
  }

  @Test
  void forgetsThoseThatHaveRestedLongest() {
    for (int n = 0; n < 257; n++) {
      rest(n, 1);
    }
    rest(1, 1);
    rest(257, 1);

    assertThat(resting.take(id(0))).isEmpty();
    assertThat(resting.take(id(2))).isEmpty();
    assertThat(resting.take(id(1))).as("rested again").isPresent();
    assertThat(resting.take(id(3))).isPresent();
  }

  @Test
  void forgetsWhenTheirJournalsAreLongTogether() {
    rest(1, 8_000);
    rest(2, 8_384);
    assertThat(resting.take(id(1))).as("just enough").isPresent();

    rest(1, 8_001);
    assertThat(resting.take(id(2))).as("one too many").isEmpty();
    rest(3, 16_385);
    assertThat(resting.take(id(3))).as("too long by itself").isEmpty();
    assertThat(resting.take(id(1))).as("and nobody goes for it").isPresent();
  }
}

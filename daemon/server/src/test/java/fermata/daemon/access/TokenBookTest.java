package fermata.daemon.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of tokens that daemons share. */
final class TokenBookTest {

  private static final int EACH = 20;

  @TempDir Path state;

  private static NamedToken token(String name) {
    return new NamedToken(name, "observe", "digest of " + name, Instant.EPOCH, "local:ann", null);
  }

  @Test
  void loseNothingWhereTwoDaemonsChangeThemAtOnce()
      throws InterruptedException, ExecutionException {
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var changes = new ArrayList<Future<?>>();
      for (String daemon : new String[] {"a", "b"}) {
        TokenBook book = TokenBook.in(state);
        for (int i = 0; i < EACH; i++) {
          NamedToken token = token(daemon + i);
          changes.add(pool.submit(() -> book.grant(token)));
        }
      }
      for (Future<?> each : changes) {
        each.get();
      }
    }
    assertThat(TokenBook.in(state).all()).hasSize(2 * EACH);
  }

  private static TokenBook.Revocation revocation(String name, String key) {
    return new TokenBook.Revocation(name, "local:ann", key);
  }

  @Test
  void keepsTheTokenOfAnotherName() {
    TokenBook book = TokenBook.in(state);
    book.grant(token("ci"));
    var same = new NamedToken("panel", "admin", "digest of ci", Instant.EPOCH, "local:ann", null);
    assertThat(book.grant(same)).isEqualTo(TokenBook.Granted.TOKEN_TAKEN);
    assertThat(TokenBook.in(state).all()).containsExactly(token("ci"));
  }

  @Test
  void isTakenBackOnceForARequestThatIsRepeatedAfterACrash() {
    TokenBook.in(state).grant(token("ci"));
    assertThat(TokenBook.in(state).revoke(revocation("ci", "k"))).isTrue();
    TokenBook next = TokenBook.in(state);
    assertThat(next.revoke(revocation("ci", "k"))).as("the same request").isTrue();
    assertThat(next.revoke(revocation("ci", "other"))).as("another one").isFalse();
    assertThat(next.grant(token("ci"))).isEqualTo(TokenBook.Granted.DONE);
    assertThat(next.revoke(revocation("ci", "k"))).isTrue();
    assertThat(TokenBook.in(state).find("ci")).as("granted since").contains(token("ci"));
  }

  @Test
  void remembersTheLastRequestsOnly() throws IOException {
    TokenBook book = TokenBook.in(state);
    for (int i = 0; i < 300; i++) {
      book.grant(token("t" + i));
      book.revoke(revocation("t" + i, "k"));
    }
    assertThat(TokenBook.in(state).revoke(revocation("t0", "k"))).isFalse();
    assertThat(TokenBook.in(state).revoke(revocation("t299", "k"))).isTrue();
    assertThat(Files.size(state.resolve("tokens.json"))).isLessThan(32 << 10);
  }

  @Test
  void isNotWrittenOverWhereItCannotBeRead() throws IOException {
    TokenBook book = TokenBook.in(state);
    book.grant(token("ci"));
    Path file = state.resolve("tokens.json");
    String damaged = Files.readString(file).replace("}", "");
    Files.writeString(file, damaged);
    assertThatThrownBy(() -> book.grant(token("panel")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file.toString());
    assertThatThrownBy(() -> book.revoke(revocation("ci", "k")))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(file).hasContent(damaged);
  }
}

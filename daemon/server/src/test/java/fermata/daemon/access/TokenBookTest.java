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
    assertThatThrownBy(() -> book.revoke("ci")).isInstanceOf(UncheckedIOException.class);
    assertThat(file).hasContent(damaged);
  }
}

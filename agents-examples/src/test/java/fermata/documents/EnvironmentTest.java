package fermata.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every variable of the environment that anything reads or sets is in its page, and no other. */
class EnvironmentTest {

  private static final Pattern VARIABLE = Pattern.compile("\\bFERMATA_[A-Z_]+\\b");

  @Test
  void thePageHasTheVariablesThatThereAre() throws IOException {
    Path root = Checkout.root();
    Set<String> known = named(root.resolve("fermata"));
    known.addAll(named(root.resolve(".mvn/jdk.sh")));
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(EnvironmentTest::isOurs).toList()) {
        known.addAll(named(file));
      }
    }
    assertThat(named(root.resolve("docs/environment.md"))).isEqualTo(known);
  }

  private static boolean isOurs(Path file) {
    return file.toString().matches(".*/src/(main|build)/.*\\.(java|sh)");
  }

  private static Set<String> named(Path file) throws IOException {
    var names = new TreeSet<String>();
    VARIABLE.matcher(Files.readString(file)).results().map(MatchResult::group).forEach(names::add);
    return names;
  }
}

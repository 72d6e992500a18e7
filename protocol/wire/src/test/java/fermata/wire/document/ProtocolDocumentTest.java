package fermata.wire.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code -Dfermata.docs=write} writes the document instead of holding it against the code. */
final class ProtocolDocumentTest {

  private static final Pattern LINK = Pattern.compile("]\\(#([^)]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  @Test
  void isWhatTheCatalogueSays() throws IOException {
    String document = document();
    assertThat(Checkout.written("docs/protocol.md", document))
        .as("docs/protocol.md is out of date; -Dfermata.docs=write writes it")
        .isEqualTo(document);
  }

  @Test
  void hasNoLinkToNowhere() throws IOException {
    String document = document();
    var headings =
        HEADING.matcher(document).results().map(heading -> anchor(heading.group(1))).toList();
    Matcher links = LINK.matcher(document);
    assertThat(links.results().map(link -> link.group(1))).isNotEmpty().isSubsetOf(headings);
  }

  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
  }

  private static String document() throws IOException {
    try (InputStream in = ProtocolDocumentTest.class.getResourceAsStream("/document/protocol.md")) {
      return new ProtocolDocument().fill(new String(in.readAllBytes(), UTF_8));
    }
  }
}

package fermata.wire.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Json;

/** JSON as people read it: two spaces, arrays of scalars on one line. */
public final class PrettyJson {

  private PrettyJson() {}

  /** {@return the value as text, without a line end after it} */
  public static String of(JsonNode json) {
    var printer =
        new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(DefaultPrettyPrinter.FixedSpaceIndenter.instance);
    try {
      return Json.mapper().writer(printer).writeValueAsString(json).replace("\" : ", "\": ");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}

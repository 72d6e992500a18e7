package fermata.daemon.tool.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/** What is wrong with a text that is no JSON, without names of the parser. */
final class JsonFault {

  private JsonFault() {}

  static String of(JsonProcessingException fault) {
    return switch (fault) {
      case StreamConstraintsException _ -> "nested too deep, or one value is too long";
      case MismatchedInputException _ -> "more than one value";
      default -> fault.getOriginalMessage();
    };
  }
}

package fermata.definition.schema;

import com.networknt.schema.Error;
import fermata.definition.schema.SchemaValidator.Violation;

/** The library's findings in our words. */
final class ViolationMessages {

  private ViolationMessages() {}

  static Violation violation(Error error) {
    return new Violation(
        error.getInstanceLocation().toString(), error.getMessage(), error.getKeyword());
  }
}

package fermata.definition.model;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.expression.Template;

/** What follows where nobody has answered a question in its time. */
public sealed interface Unanswered {

  /** The step ends as one that ran out of time. */
  record Fail() implements Unanswered {}

  /**
   * An answer counts that nobody gave: as it is written, or an empty form that its defaults fill.
   */
  record Default(JsonNode answer) implements Unanswered {}

  /** Somebody else is asked, once, for as long again. */
  record Escalate(Template to) implements Unanswered {}
}

package fermata.definition.model;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.expression.Template;
import java.util.List;
import java.util.SequencedMap;

/** A JSON value with templates in its texts. */
public sealed interface ValueTemplate {

  /** A value without expressions. */
  record Literal(JsonNode value) implements ValueTemplate {}

  /** A text with expressions; one that is a single expression keeps that value's type. */
  record Text(Template template) implements ValueTemplate {}

  /** A list of which some element has expressions. */
  record Items(List<ValueTemplate> items) implements ValueTemplate {

    public Items {
      items = List.copyOf(items);
    }
  }

  /** An object of which some member has expressions. */
  record Members(SequencedMap<String, ValueTemplate> members) implements ValueTemplate {

    public Members {
      members = Ordered.copyOf(members);
    }
  }
}

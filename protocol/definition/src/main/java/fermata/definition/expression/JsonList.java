package fermata.definition.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractList;

/** A JSON array seen as values, which are made when they are looked at. Immutable. */
final class JsonList extends AbstractList<CelValue> {

  private final JsonNode node;

  JsonList(JsonNode node) {
    this.node = node;
  }

  JsonNode node() {
    return node;
  }

  @Override
  public CelValue get(int index) {
    return JsonValues.ofJson(node.get(index));
  }

  @Override
  public int size() {
    return node.size();
  }
}

package fermata.definition.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A JSON object seen as values, which are made when they are looked at. Immutable. */
final class JsonMap extends AbstractMap<CelValue, CelValue> {

  private final JsonNode node;

  JsonMap(JsonNode node) {
    this.node = node;
  }

  JsonNode node() {
    return node;
  }

  @Override
  public @Nullable CelValue get(@Nullable Object key) {
    JsonNode member = key instanceof CelValue.TextValue(var name) ? node.get(name) : null;
    return member == null ? null : JsonValues.ofJson(member);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return key instanceof CelValue.TextValue(var name) && node.has(name);
  }

  @Override
  public int size() {
    return node.size();
  }

  @Override
  public Set<Entry<CelValue, CelValue>> entrySet() {
    return new Entries();
  }

  private final class Entries extends AbstractSet<Entry<CelValue, CelValue>> {

    @Override
    public Iterator<Entry<CelValue, CelValue>> iterator() {
      return node.properties().stream().map(JsonMap::entry).iterator();
    }

    @Override
    public int size() {
      return node.size();
    }
  }

  private static Entry<CelValue, CelValue> entry(Map.Entry<String, JsonNode> member) {
    return Map.entry(CelValues.of(member.getKey()), JsonValues.ofJson(member.getValue()));
  }
}

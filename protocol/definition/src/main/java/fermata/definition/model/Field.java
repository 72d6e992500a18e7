package fermata.definition.model;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A named value with a type.
 *
 * @param schema JSON Schema 2020-12, without {@code required} and {@code default}
 * @param required whether it must be given; a field with a default need not be
 * @param defaultValue taken where it is not given
 */
public record Field(
    String name, JsonNode schema, boolean required, @Nullable JsonNode defaultValue) {}

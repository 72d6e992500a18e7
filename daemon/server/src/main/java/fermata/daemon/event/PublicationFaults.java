package fermata.daemon.event;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.keys.TextForm;
import fermata.engine.run.PublishedEvent;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What nobody may publish, whoever it is: a client or a tool. */
public final class PublicationFaults {

  private static final int DEDUPE_KEY_MAX = 200;

  private PublicationFaults() {}

  /**
   * Finds what is wrong with an event.
   *
   * @param found is told of each fault: its JSON pointer and what was expected
   */
  public static void find(
      String schema,
      List<String> tags,
      @Nullable JsonNode data,
      @Nullable String dedupeKey,
      BiConsumer<String, String> found) {
    if (!TextForm.EVENT_SCHEMA.fits(schema)) {
      found.accept(
          "/schema",
          "'%s' is not %s (expected: %s)"
              .formatted(schema, TextForm.EVENT_SCHEMA.noun(), TextForm.EVENT_SCHEMA.rule()));
    }
    int units = data == null ? 0 : data.toString().length();
    if (units > PublishedEvent.DATA_UNITS_MAX) {
      found.accept(
          "/data", units + " characters (expected: <= " + PublishedEvent.DATA_UNITS_MAX + ")");
    }
    findInTags(tags, found);
    if (dedupeKey != null && (dedupeKey.isEmpty() || dedupeKey.length() > DEDUPE_KEY_MAX)) {
      found.accept(
          "/dedupeKey", dedupeKey.length() + " characters (expected: 1 to " + DEDUPE_KEY_MAX + ")");
    }
  }

  private static void findInTags(List<String> tags, BiConsumer<String, String> found) {
    if (tags.size() > PublishedEvent.TAGS_MAX) {
      found.accept("/tags", tags.size() + " tags (expected: <= " + PublishedEvent.TAGS_MAX + ")");
    }
    for (int index = 0; index < tags.size(); index++) {
      int units = tags.get(index).length();
      if (units == 0 || units > PublishedEvent.TAG_UNITS_MAX) {
        found.accept(
            "/tags/" + index,
            units + " characters (expected: 1 to " + PublishedEvent.TAG_UNITS_MAX + ")");
      }
    }
  }
}

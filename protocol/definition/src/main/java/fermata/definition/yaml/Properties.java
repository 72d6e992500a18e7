package fermata.definition.yaml;

import fermata.definition.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * The anchor and the tag before a node.
 *
 * @param span of both as written
 */
record Properties(@Nullable String anchor, @Nullable String tag, Span span) {

  static Properties none(int offset) {
    return new Properties(null, null, Span.at(offset));
  }

  boolean isEmpty() {
    return anchor == null && tag == null;
  }
}

package fermata.definition.naming;

import fermata.definition.index.FileSpan;
import fermata.definition.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * A place that mentions a name.
 *
 * @param span the name without quotes; where a file beside the definition mentions it, the path
 *     that names the file
 * @param file the name in that file; absent for a mention in the definition itself
 */
public record Mention(Span span, Kind kind, @Nullable FileSpan file) {

  /** What a mention does with what it names. */
  public enum Kind {
    DECLARED,
    /** Gives it a value. */
    WRITTEN,
    READ
  }
}

package fermata.definition.convert;

import fermata.definition.text.Span;

/**
 * What became of a piece of the source that is not carried over as it stands.
 *
 * @param pointer where it is in the source, such as {@code graph.nodes[2].model}
 * @param span where it is in the text of the source
 * @param reason in words, without a full stop
 */
public record ImportNote(Kind kind, String pointer, Span span, String reason) {

  /** What became of it. */
  public enum Kind {
    /** It is not in the result. */
    LEFT_OUT,
    /** The result says it in another way, which may mean something else. */
    CHANGED
  }
}

package fermata.definition.format;

import fermata.definition.text.Problem;
import fermata.definition.text.TextEdit;
import java.util.List;

/** What formatting a text led to. */
public sealed interface Formatting {

  /**
   * The edits that give the text its layout.
   *
   * @param edits in the order of the text, without overlaps; empty where the layout is right
   */
  record Done(List<TextEdit> edits) implements Formatting {

    public Done {
      edits = List.copyOf(edits);
    }

    /** Whether the text has its layout already. */
    public boolean isUnchanged() {
      return edits.isEmpty();
    }
  }

  /**
   * The text is left alone, because what it says cannot be told for certain.
   *
   * @param problem the first one in the way
   */
  record Broken(Problem problem) implements Formatting {}

  /** The text is left alone, because it would say something else: a mistake of the formatter. */
  record Unsure() implements Formatting {}
}

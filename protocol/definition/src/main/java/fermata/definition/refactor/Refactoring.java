package fermata.definition.refactor;

import fermata.definition.text.TextEdit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Another way to write a part of a definition.
 *
 * @param edits of the definition; none overlaps another
 * @param file what has to be written beside it; absent where nothing has to
 */
public record Refactoring(String title, Kind kind, List<TextEdit> edits, @Nullable NewFile file) {

  public Refactoring {
    edits = List.copyOf(edits);
  }

  /** What becomes of the part. */
  public enum Kind {
    REWRITE,
    EXTRACT
  }

  /**
   * A file that is not there yet.
   *
   * @param path relative to the definition
   */
  public record NewFile(String path, String text) {}

  static Refactoring rewrite(String title, List<TextEdit> edits) {
    return new Refactoring(title, Kind.REWRITE, edits, null);
  }
}

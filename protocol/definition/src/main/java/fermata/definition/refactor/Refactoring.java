package fermata.definition.refactor;

import fermata.definition.text.TextEdit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Another way to write a part of a definition.
 *
 * @param edits of the definition; none overlaps another
 * @param file what has to be written beside it; absent where nothing has to
 * @param newName what the file of the definition is called from then on, without its folder; absent
 *     where it keeps its name
 */
public record Refactoring(
    String title,
    Kind kind,
    List<TextEdit> edits,
    @Nullable NewFile file,
    @Nullable String newName) {

  public Refactoring {
    edits = List.copyOf(edits);
  }

  /** What becomes of the part. */
  public enum Kind {
    REWRITE,
    EXTRACT,
    INLINE
  }

  /**
   * A file that is not there yet.
   *
   * @param path relative to the definition
   */
  public record NewFile(String path, String text) {}

  static Refactoring rewrite(String title, List<TextEdit> edits) {
    return new Refactoring(title, Kind.REWRITE, edits, null, null);
  }

  static Refactoring inline(String title, List<TextEdit> edits) {
    return new Refactoring(title, Kind.INLINE, edits, null, null);
  }

  static Refactoring renamed(String title, TextEdit edit, String newName) {
    return new Refactoring(title, Kind.REWRITE, List.of(edit), null, newName);
  }
}

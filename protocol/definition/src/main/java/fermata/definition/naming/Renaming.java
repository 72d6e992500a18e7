package fermata.definition.naming;

import fermata.definition.model.Ordered;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import java.util.List;
import java.util.SequencedMap;

/** What can be done about the name at a place. */
public sealed interface Renaming {

  /** The name can be another one: this word, written so. */
  record Possible(Span word, String name) implements Renaming {}

  /** It cannot, for a reason that an editor shows. */
  record Refused(String reason) implements Renaming {}

  /**
   * The edits that write another name.
   *
   * @param here of the definition
   * @param files of the files that the definition names, by path
   */
  record Edits(List<TextEdit> here, SequencedMap<String, List<TextEdit>> files)
      implements Renaming {

    public Edits {
      here = List.copyOf(here);
      files = Ordered.copyOf(files);
    }
  }
}

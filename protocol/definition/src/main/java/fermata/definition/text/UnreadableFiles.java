package fermata.definition.text;

import java.util.Optional;

/** Knows of files that are there and cannot be read as text. */
public interface UnreadableFiles {

  /** Of no file is more known than that it has no text. */
  UnreadableFiles NONE = new UnreadableFiles() {};

  /**
   * {@return why the file of a relative path has no text, to stand behind its name and a colon;
   * empty where there is no such file, or where nobody knows}
   */
  default Optional<String> whyUnreadable(String relativePath) {
    return Optional.empty();
  }
}

package fermata.definition.load;

import fermata.definition.text.FileText;
import fermata.definition.text.SourceText;
import fermata.definition.text.UnreadableFiles;
import java.util.Optional;
import java.util.function.Function;

/**
 * The texts beside a definition that it names by {@code file:}.
 *
 * <p>Paths are relative to the definition, with forward slashes; the loader refuses absolute ones
 * and those that leave the folder before it asks.
 */
public interface PromptFiles extends UnreadableFiles {

  /** No files. */
  PromptFiles NONE = _ -> Optional.empty();

  /** {@return the file of a relative path, where it exists and can be read as text} */
  Optional<SourceText> find(String relativePath);

  /** {@return the files that somebody reads, who also knows what cannot be read} */
  static PromptFiles reading(Function<String, FileText> read) {
    return new PromptFiles() {

      @Override
      public Optional<SourceText> find(String relativePath) {
        return read.apply(relativePath).text().map(text -> new SourceText(relativePath, text));
      }

      @Override
      public Optional<String> whyUnreadable(String relativePath) {
        return read.apply(relativePath).whyUnreadable();
      }
    };
  }

  /** {@return these files, and where they lack one that of others} */
  default PromptFiles or(PromptFiles others) {
    PromptFiles first = this;
    return new PromptFiles() {

      @Override
      public Optional<SourceText> find(String relativePath) {
        return first.find(relativePath).or(() -> others.find(relativePath));
      }

      @Override
      public Optional<String> whyUnreadable(String relativePath) {
        return first.whyUnreadable(relativePath).or(() -> others.whyUnreadable(relativePath));
      }
    };
  }
}

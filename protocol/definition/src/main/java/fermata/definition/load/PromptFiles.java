package fermata.definition.load;

import fermata.definition.text.SourceText;
import java.util.Optional;

/**
 * The texts beside a definition that it names by {@code file:}.
 *
 * <p>Paths are relative to the definition, with forward slashes; the loader refuses absolute ones
 * and those that leave the folder before it asks.
 */
public interface PromptFiles {

  /** No files. */
  PromptFiles NONE = _ -> Optional.empty();

  /** {@return the file of a relative path, where it exists and can be read as text} */
  Optional<SourceText> find(String relativePath);
}

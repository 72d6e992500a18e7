package fermata.lsp.document;

import java.util.Optional;

/** The texts that an editor has open, which count instead of the files on the disk. */
@FunctionalInterface
public interface OpenTexts {

  /** No open texts. */
  OpenTexts NONE = _ -> Optional.empty();

  /** {@return the text of an open document} */
  Optional<String> find(String uri);
}

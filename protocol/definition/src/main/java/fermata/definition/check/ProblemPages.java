package fermata.definition.check;

import java.util.Optional;

/**
 * Where the pages of the kinds of problems are: a folder with one for each code.
 *
 * @param folder the address of the folder with its documents, as a URI; empty where none is known
 */
public record ProblemPages(String folder) {

  /** The variable of the environment that names the folder of documents, as a path or a URI. */
  public static final String VARIABLE = "FERMATA_DOCS";

  /** No page has an address. */
  public static final ProblemPages NONE = new ProblemPages("");

  /** {@return the address of the page of a code such as {@code F2101}; empty for no such code} */
  public Optional<String> find(String code) {
    boolean isKnown = !folder.isEmpty() && ProblemCatalogue.find(code).isPresent();
    String separator = folder.endsWith("/") ? "" : "/";
    return isKnown
        ? Optional.of(folder + separator + "diagnostics/" + code + ".md")
        : Optional.empty();
  }
}

package fermata.daemon.store;

/**
 * An entry point of a definition in a file.
 *
 * @param file the absolute path of the definition
 */
public record EntryId(String file, String entry) {

  @Override
  public String toString() {
    return file + "#" + entry;
  }
}

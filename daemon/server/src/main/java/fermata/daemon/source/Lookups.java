package fermata.daemon.source;

import fermata.definition.load.PromptFiles;
import fermata.definition.text.FileText;
import fermata.definition.text.SourceText;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The texts of a folder, and what was found of them when somebody looked.
 *
 * <p>Confined to one thread while it is looked into, then immutable.
 */
final class Lookups {

  private final Path folder;
  private final Map<String, FileText> looked = new LinkedHashMap<>();

  Lookups(Path folder) {
    this.folder = folder;
  }

  Optional<SourceText> find(String name) {
    return files().find(name);
  }

  /** {@return the files of the folder} */
  PromptFiles files() {
    return PromptFiles.reading(name -> looked.computeIfAbsent(name, this::read));
  }

  private FileText read(String name) {
    return TextFiles.beside(folder.resolve(name));
  }

  /** {@return the texts that were there, in the order in which they were wanted} */
  SequencedMap<String, String> found() {
    var found = new LinkedHashMap<String, String>();
    looked.forEach((name, file) -> file.text().ifPresent(there -> found.put(name, there)));
    return found;
  }

  /** Whether somebody who looked again would find the same; a text that is missing, too. */
  boolean areStillTrue() {
    return looked.entrySet().stream().allMatch(each -> read(each.getKey()).equals(each.getValue()));
  }
}

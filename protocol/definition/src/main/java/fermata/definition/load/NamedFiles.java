package fermata.definition.load;

import fermata.definition.index.TextPlace;
import fermata.definition.index.TextSite;
import fermata.definition.model.Ordered;
import fermata.definition.text.SourceText;
import fermata.definition.yaml.YamlNode.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The files that a definition names and that were there when it was read.
 *
 * @param byPath as the definition writes the paths
 */
public record NamedFiles(SequencedMap<String, SourceText> byPath) implements PromptFiles {

  public NamedFiles {
    byPath = Ordered.copyOf(byPath);
  }

  /** {@return the files of a definition} */
  public static NamedFiles of(ReadAgent agent) {
    SequencedMap<String, SourceText> files = new LinkedHashMap<>();
    ofSites(agent.sites(), files);
    ReadAgent.Whole whole = agent.whole();
    if (whole != null) {
      whole.included().parts().forEach(part -> files.put(part.path(), part.file()));
      ofSites(whole.sites(), files);
    }
    return new NamedFiles(files);
  }

  private static void ofSites(List<TextSite> sites, SequencedMap<String, SourceText> files) {
    for (TextSite site : sites) {
      if (site.place() instanceof TextPlace.InFile(_, var file)
          && site.value().node() instanceof Scalar path) {
        files.put(path.text(), file);
      }
    }
  }

  /** {@return these files and another one, or another text of one} */
  public NamedFiles with(String path, SourceText file) {
    SequencedMap<String, SourceText> files = new LinkedHashMap<>(byPath);
    files.put(path, file);
    return new NamedFiles(files);
  }

  @Override
  public Optional<SourceText> find(String relativePath) {
    return Optional.ofNullable(byPath.get(relativePath));
  }
}

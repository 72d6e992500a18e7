package fermata.definition.convert;

import fermata.definition.yaml.YamlDocument;
import java.util.List;
import java.util.Optional;

/** A format that definitions are imported from. */
public enum SourceFormat {
  /** What Hive 0.5 exports: {@code agent}, {@code graph} and {@code goal}. */
  HIVE_EXPORT("Hive export"),
  /** What later Hive reads, as YAML or JSON: {@code name}, {@code nodes} and {@code edges}. */
  HIVE_CONFIGURATION("Hive configuration"),
  /** A breadcrumb of the schema {@code agent.def.v1}. */
  RCRT("RCRT agent.def.v1");

  private final String title;

  SourceFormat(String title) {
    this.title = title;
  }

  /** {@return the name of the format, for people} */
  public String title() {
    return title;
  }

  /** {@return the format of a source, told by its members} */
  public static Optional<SourceFormat> of(YamlDocument document) {
    Given root = Given.root(document, new Ledger());
    if (root.get("graph").isMapping()) {
      return Optional.of(HIVE_EXPORT);
    }
    if (RcrtReader.isDefinition(root)) {
      return Optional.of(RCRT);
    }
    boolean isConfiguration = root.get("name").isPresent() && root.get("nodes").isPresent();
    return isConfiguration ? Optional.of(HIVE_CONFIGURATION) : Optional.empty();
  }

  /** {@return why no definition can be made of a source; none where one can} */
  public List<SourceMistake> mistakes(YamlDocument document) {
    Given root = Given.root(document, new Ledger());
    return switch (this) {
      case HIVE_EXPORT -> SourceShape.ofHive(root, root.get("graph"));
      case HIVE_CONFIGURATION -> SourceShape.ofHive(root, root);
      case RCRT -> SourceShape.ofRcrt(root);
    };
  }

  /** {@return the definition that a source without errors and mistakes holds} */
  public ImportedAgent convert(YamlDocument document) {
    var ledger = new Ledger();
    Given root = Given.root(document, ledger);
    Draft draft =
        switch (this) {
          case HIVE_EXPORT -> HiveReader.ofExport(root).read();
          case HIVE_CONFIGURATION -> HiveReader.ofConfiguration(root).read();
          case RCRT -> new RcrtReader(root).read();
        };
    return new ImportedAgent(draft.name(), draft.print(), ledger.notes(root));
  }
}

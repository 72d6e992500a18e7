package fermata.definition.load;

import fermata.definition.index.DefinitionIndex;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Ordered;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import fermata.definition.text.SourceText;
import fermata.definition.yaml.YamlDocument;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A definition, read and checked.
 *
 * @param reading the definition as it was read; its model has no digest
 * @param problems of all layers, in the order of the text; those of files that it includes stand
 *     where it names them
 * @param parts the problems of each file that it includes, at their own places, by its path
 */
public record LoadedAgent(
    ReadAgent reading, List<Problem> problems, SequencedMap<String, List<Problem>> parts) {

  public LoadedAgent {
    problems = List.copyOf(problems);
    parts = Ordered.copyOf(parts);
  }

  /** A definition that includes no files. */
  public LoadedAgent(ReadAgent reading, List<Problem> problems) {
    this(reading, problems, Ordered.empty());
  }

  /**
   * {@return what could be made of the text, with its digest; also there when the text has errors,
   * absent when the text is no mapping at all}
   *
   * <p>Only a usable one may run. The digest is reckoned at each call, which takes as long as
   * reading did: an editor, which needs none, takes the model of the {@link #reading}.
   */
  public @Nullable AgentDefinition definition() {
    AgentDefinition read = reading.definition();
    return read == null ? null : CanonicalForm.withDigest(read);
  }

  /** {@return the text} */
  public SourceText source() {
    return reading.source();
  }

  /** {@return the tree of the text} */
  public YamlDocument tree() {
    return reading.parsed().value();
  }

  /** {@return where the things of the definition stand} */
  public DefinitionIndex index() {
    return reading.index();
  }

  /** Whether a run may use the definition: it is there and no problem is an error. */
  public boolean isUsable() {
    return reading.definition() != null
        && problems.stream().noneMatch(problem -> problem.severity() == Severity.ERROR);
  }

  /**
   * {@return the definition of a usable text}
   *
   * @throws IllegalStateException where the text is not usable
   */
  public AgentDefinition usable() {
    AgentDefinition definition = isUsable() ? definition() : null;
    if (definition == null) {
      throw new IllegalStateException("definition with errors: " + source().name());
    }
    return definition;
  }
}

package fermata.daemon.source;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fermata.definition.tool.ToolKnowledge;
import java.util.Optional;

/**
 * Definitions that were read and checked lately, by everything that they were made of: most starts
 * are of a definition that was started before, and to check it takes longer than to start it.
 *
 * <p>What is given is what reading would give: it counts only where all texts are the same, those
 * that were not there are still not there, and the same tools are known. Limit, of those of folders
 * and of those of kept texts each: {@value #UNITS_MAX} UTF-16 units of texts, whose trees take some
 * forty times that room; the least recently used go first. Thread-safe.
 */
final class Readings {

  private static final int UNITS_MAX = 256 * 1024;

  private final Cache<AgentTexts, OfFolder> ofFolders =
      Caffeine.newBuilder()
          .maximumWeight(UNITS_MAX)
          .weigher((AgentTexts _, OfFolder reading) -> reading.agent().texts().units())
          .executor(Runnable::run)
          .build();
  private final Cache<AgentTexts, SourcedAgent> ofTexts =
      Caffeine.newBuilder()
          .maximumWeight(UNITS_MAX)
          .weigher((AgentTexts texts, SourcedAgent _) -> texts.units())
          .executor(Runnable::run)
          .build();

  /**
   * A definition, and what the loader looked for in its folder.
   *
   * @param prompts the texts that the definition names
   * @param agents the files of other agents
   */
  record OfFolder(SourcedAgent agent, Lookups prompts, ReadAgents agents) {

    private boolean isStillTrue() {
      return prompts.areStillTrue() && agents.areStillTrue();
    }
  }

  /**
   * {@return the definition of a folder}
   *
   * @param known the texts that stand around it, without those that it names
   */
  @SuppressWarnings(
      "ReferenceEquality") // The same tools, not such as are equal: those are made once.
  Optional<SourcedAgent> ofFolder(AgentTexts known, ToolKnowledge tools) {
    return Optional.ofNullable(ofFolders.getIfPresent(known))
        .filter(reading -> reading.agent().tools() == tools && reading.isStillTrue())
        .map(OfFolder::agent);
  }

  /** {@return the definition of texts that are all that there is} */
  @SuppressWarnings("ReferenceEquality") // As above.
  Optional<SourcedAgent> ofTexts(AgentTexts texts, ToolKnowledge tools) {
    return Optional.ofNullable(ofTexts.getIfPresent(texts)).filter(agent -> agent.tools() == tools);
  }

  /** Keeps what was read from a folder. */
  void keep(AgentTexts known, OfFolder reading) {
    ofFolders.put(known, reading);
    keep(reading.agent());
  }

  /** Keeps what was read from texts. */
  void keep(SourcedAgent agent) {
    ofTexts.put(agent.texts(), agent);
  }
}

package fermata.daemon.source;

import fermata.daemon.tool.ToolRunner;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What has been read in other folders for one definition, by paths from its own.
 *
 * <p>Confined to one thread while it is read, then immutable.
 */
final class ReadElsewhere {

  private final AgentTexts of;
  private final ToolRunner tools;
  private final SequencedMap<String, String> prompts = new LinkedHashMap<>();
  private final SequencedMap<String, String> catalogs = new LinkedHashMap<>();
  private final SequencedMap<String, String> agents = new LinkedHashMap<>();
  private boolean isAsked;

  /** Nothing yet, for a definition of which only what stands beside it is known. */
  ReadElsewhere(AgentTexts of, ToolRunner tools) {
    this.of = of;
    this.tools = tools;
  }

  ToolRunner tools() {
    return tools;
  }

  /** Somebody wanted to know which files there are in other folders. */
  void ask() {
    isAsked = true;
  }

  /** Whether other folders had a say in what the definition came to. */
  boolean isAsked() {
    return isAsked;
  }

  boolean isFrom(Path folder) {
    return folder.equals(of.folder());
  }

  void addPrompt(Path file, String text) {
    prompts.put(AgentTexts.pathFrom(of.folder(), file), text);
  }

  void addAgent(Path file, String text) {
    agents.put(AgentTexts.pathFrom(of.folder(), file), text);
  }

  void addCatalog(Path file, String text) {
    catalogs.put(AgentTexts.pathFrom(of.folder(), file), text);
  }

  /** {@return the texts of an agent file of another folder, without its own} */
  AgentTexts around(Path file, SequencedMap<String, String> found) {
    return new AgentTexts(file.toString(), "", new LinkedHashMap<>(), found, null, of.project());
  }

  /** {@return all that was read, with what the folder of the definition has} */
  AgentTexts with(SequencedMap<String, String> ownPrompts, SequencedMap<String, String> ownAgents) {
    SequencedMap<String, String> all = both(ownAgents, agents);
    return new AgentTexts(
        of.file(),
        of.text(),
        both(ownPrompts, prompts),
        both(of.catalogs(), catalogs),
        all.isEmpty() ? null : all,
        of.project());
  }

  private static SequencedMap<String, String> both(
      SequencedMap<String, String> own, SequencedMap<String, String> others) {
    var all = new LinkedHashMap<>(own);
    others.forEach(all::putIfAbsent);
    return all;
  }
}

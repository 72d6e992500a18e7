package fermata.daemon.source;

import fermata.daemon.tool.ToolRunner;
import fermata.definition.load.AgentFolder;
import fermata.definition.load.AgentPath;
import fermata.definition.load.Surroundings;
import fermata.definition.text.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The agents that were kept with a definition, seen from its folder; the disk is not asked. */
record KeptAgents(AgentTexts texts, ToolRunner tools) implements AgentFolder {

  private Stream<String> paths() {
    return texts.agents() == null ? Stream.empty() : texts.agents().keySet().stream();
  }

  @Override
  public List<String> files() {
    return paths().filter(path -> !AgentPath.isElsewhere(path)).toList();
  }

  @Override
  public List<String> filesElsewhere() {
    return paths().filter(AgentPath::isElsewhere).sorted().toList();
  }

  @Override
  public Optional<SourceText> find(String file) {
    return Optional.ofNullable(texts.agents() == null ? null : texts.agents().get(file))
        .map(content -> new SourceText(file, content));
  }

  @Override
  public Optional<Place> placeOf(String path) {
    AgentTexts there = texts.ofAgent(path);
    var around =
        new Surroundings(there.promptFiles(), tools.knowledge(there.catalog()))
            .withProject(there.workspaceProject());
    return Optional.of(new Place(new KeptAgents(there, tools), around));
  }
}

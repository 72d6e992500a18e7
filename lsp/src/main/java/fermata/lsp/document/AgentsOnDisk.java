package fermata.lsp.document;

import fermata.definition.load.AgentFolder;
import fermata.definition.load.AgentPath;
import fermata.definition.load.FolderAgents;
import fermata.definition.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The agent files of a folder and of its workspace, as they are on the disk at each call. */
record AgentsOnDisk(Path folder) implements AgentFolder {

  @Override
  public List<String> files() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(AgentFolder::isAgentFile)
          .sorted()
          .limit(FolderAgents.FILES_MAX)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  @Override
  public List<String> filesElsewhere() {
    return ChosenFiles.inWorkspaceOf(folder).stream()
        .filter(file -> !folder.equals(file.getParent()))
        .map(file -> folder.relativize(file).toString().replace('\\', '/'))
        .sorted()
        .toList();
  }

  @Override
  public Optional<SourceText> find(String file) {
    return AgentPath.isElsewhere(file)
        ? AgentFiles.readText(folder.resolve(file).normalize(), file)
        : AgentFiles.read(folder, file);
  }

  @Override
  public Optional<Place> placeOf(String path) {
    return Optional.ofNullable(folder.resolve(path).normalize().getParent())
        .map(other -> new Place(new AgentsOnDisk(other), AgentFiles.alone(other)));
  }
}

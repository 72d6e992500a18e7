package fermata.lsp.document;

import fermata.definition.load.AgentFolder;
import fermata.definition.project.Project;
import fermata.definition.text.FileForm;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The folders that an editor has open, and the files of ours in them and below.
 *
 * <p>Links are not followed; hidden folders and those of builds are passed over; what a project
 * file leaves out is left out. Thread-safe; reads the disk at each call.
 */
public final class WorkspaceFolders {

  /** How many files are found. */
  public static final int FILES_MAX = 10_000;

  /** How many folders below one another are looked into. */
  private static final int FOLDERS_DEEP_MAX = 16;

  private volatile List<Path> roots = List.of();

  /** Says which folders are open now. */
  public void set(List<String> uris) {
    change(uris, roots.stream().map(root -> root.toUri().toString()).toList());
  }

  /** Folders have been opened and closed. */
  public synchronized void change(List<String> opened, List<String> closed) {
    var now = new LinkedHashSet<>(roots);
    pathsOf(closed).forEach(now::remove);
    now.addAll(pathsOf(opened));
    roots = List.copyOf(now);
  }

  private static List<Path> pathsOf(List<String> uris) {
    return uris.stream()
        .flatMap(uri -> AgentFiles.pathOf(uri).stream())
        .map(path -> path.toAbsolutePath().normalize())
        .toList();
  }

  /** Whether a file is in one of the folders or below. */
  public boolean holds(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    return roots.stream().anyMatch(absolute::startsWith);
  }

  /** {@return definitions, parts, catalogues and project files, each once} */
  public List<Path> files() {
    var found = new LinkedHashSet<Path>();
    for (Path root : roots) {
      try {
        Files.walkFileTree(root, Set.of(), FOLDERS_DEEP_MAX, new Finder(root, found));
      } catch (IOException gone) {
        // What was found before it went is what there is.
      }
    }
    return new ArrayList<>(found);
  }

  /** Collects the files of one folder that is open. */
  private static final class Finder extends SimpleFileVisitor<Path> {

    private final Path root;
    private final Set<Path> found;
    private final Deque<ChosenFiles> chosen = new ArrayDeque<>();

    Finder(Path root, Set<Path> found) {
      this.root = root;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (!folder.equals(root) && AgentFolder.isPassedOver(String.valueOf(folder.getFileName()))) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      boolean isOwn = chosen.isEmpty() || Files.exists(folder.resolve(Project.FILE_NAME));
      chosen.push(isOwn ? ChosenFiles.below(folder) : chosen.getFirst());
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException e) {
      chosen.pop();
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && isOurs(file) && chosen.getFirst().isChosen(file)) {
        found.add(file);
      }
      return found.size() < FILES_MAX ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }

    private static boolean isOurs(Path file) {
      String name = String.valueOf(file.getFileName());
      return AgentFolder.isAgentFile(name)
          || switch (FileForm.of(name)) {
            case PART, TOOLS, PROJECT -> true;
            case AGENT_YAML,
                AGENT_JSON,
                AGENT_MARKDOWN,
                COPILOT_AGENT,
                CLAUDE_AGENT,
                PROSE,
                OTHER ->
                false;
          };
    }
  }
}

package fermata.cli.check;

import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.definition.load.LoadedAgent;
import fermata.definition.text.FileForm;
import fermata.definition.text.FileText;
import fermata.definition.text.Problem;
import fermata.definition.text.SourceText;
import fermata.lsp.document.AgentFiles;
import fermata.lsp.document.ChosenFiles;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Finds the definitions below folders, and reads and checks files. Thread-safe. */
public final class DefinitionFiles {

  /** The largest file that is read, in bytes; the parser has a limit of its own below that. */
  public static final int FILE_BYTES_MAX = 64 * 1024 * 1024;

  /** Files found below one folder beyond this many are a mistake in the command. */
  private static final int FILES_MAX = 10_000;

  /** Folders whose names begin with a dot and that hold definitions all the same. */
  private static final List<String> FOLDERS_OF_OTHERS = List.of(".claude", ".github");

  private static final List<String> FOLDERS_SKIPPED = List.of("target", "node_modules", "build");

  private final Console console;
  private final AgentFiles agents;

  /** Sees what stands around a definition as it is at each call. */
  public DefinitionFiles(Console console) {
    this(console, new AgentFiles());
  }

  private DefinitionFiles(Console console, AgentFiles agents) {
    this.console = console;
    this.agents = agents;
  }

  /** {@return one that reads what stands around the definitions of a folder once} */
  public static DefinitionFiles remembering(Console console) {
    return new DefinitionFiles(console, AgentFiles.remembering());
  }

  /**
   * {@return the file of a name, or the definitions below the folder of that name}
   *
   * @throws CommandFailure where there is no such file, or no definition in the folder
   */
  public List<Path> find(String name) {
    Path path = console.path(name);
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(path, new Finder(path, found));
    } catch (IOException e) {
      throw unreadable(path, e);
    }
    if (found.isEmpty()) {
      throw CommandFailure.of(
          ExitCode.USAGE,
          name + ": no definition in this folder",
          "looked for *.agent.yaml, *.agent.yml, *.agent.json, *.agent.md, *.tools.yaml and the"
              + " agents of .github/agents and .claude/agents");
    }
    return found.stream().sorted().toList();
  }

  /** Whether a file is a catalogue of tools and no definition of an agent. */
  public static boolean isCatalog(Path path) {
    return form(path) == FileForm.TOOLS;
  }

  private static final class Finder extends SimpleFileVisitor<Path> {

    private final Path top;
    private final ChosenFiles chosen;
    private final List<Path> found;

    Finder(Path top, List<Path> found) {
      this.top = top;
      this.chosen = ChosenFiles.below(top);
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String name = folder.getFileName() == null ? "" : folder.getFileName().toString();
      boolean isSkipped =
          (name.startsWith(".") && !FOLDERS_OF_OTHERS.contains(name))
              || FOLDERS_SKIPPED.contains(name);
      return isSkipped && !folder.equals(top)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      FileForm form = form(file);
      boolean isOne =
          form.isAgent()
              || form == FileForm.PART
              || form == FileForm.TOOLS
              || form == FileForm.PROJECT;
      if (isOne && chosen.isChosen(file)) {
        found.add(file);
      }
      if (found.size() > FILES_MAX) {
        throw CommandFailure.of(
            ExitCode.USAGE,
            top + ": more than " + FILES_MAX + " definitions (name a smaller folder)");
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      // A folder that others keep closed is no reason not to check the rest.
      return FileVisitResult.CONTINUE;
    }
  }

  /**
   * {@return a file and its problems}
   *
   * @throws CommandFailure where it cannot be read as text
   */
  public CheckedFile check(Path file) {
    SourceText source = source(file);
    List<Problem> problems = agents.load(file.toUri().toString(), source.text()).problems();
    return new CheckedFile(file, source, problems);
  }

  /**
   * {@return the definition in a file, with all that is wrong with it}
   *
   * @throws CommandFailure where it cannot be read as text
   */
  public LoadedAgent load(Path file) {
    return load(file, read(file));
  }

  /** {@return the definition in a text that stands, or is to stand, in a file} */
  public LoadedAgent load(Path file, String text) {
    return agents.load(file.toUri().toString(), text);
  }

  /**
   * {@return the text of a file, under a name that says what is in it}
   *
   * @throws CommandFailure where it cannot be read as text
   */
  public SourceText source(Path file) {
    return new SourceText(name(file), read(file));
  }

  /** {@return a name for a file, as short as it can be and still says what is in it} */
  public String name(Path file) {
    String shown = shown(file).replace('\\', '/');
    boolean isTold = FileForm.of(shown) == form(file);
    return isTold ? shown : FileForm.nameOf(slashed(file));
  }

  /** {@return what is in a file, by its name and folders} */
  public static FileForm form(Path file) {
    return FileForm.of(slashed(file));
  }

  private static String slashed(Path file) {
    return file.toString().replace('\\', '/');
  }

  /** {@return a path as short as it can be written from here} */
  public String shown(Path file) {
    Path here = console.surroundings().directory();
    return file.startsWith(here) ? here.relativize(file).toString() : file.toString();
  }

  /**
   * {@return the text of a file}
   *
   * @throws CommandFailure where it is missing, cannot be read, is too large or no UTF-8
   */
  public String read(Path file) {
    try {
      if (Files.size(file) > FILE_BYTES_MAX) {
        throw CommandFailure.of(
            ExitCode.USAGE,
            shown(file) + ": " + Files.size(file) + " bytes (expected: <= " + FILE_BYTES_MAX + ")");
      }
      return decode(shown(file), Files.readAllBytes(file));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * {@return the text that bytes stand for}
   *
   * @param name by which the message calls them
   * @throws CommandFailure where they are no UTF-8
   */
  public String decode(String name, byte[] bytes) {
    return switch (FileText.of(bytes)) {
      case FileText.Found(var content) -> content;
      case FileText.Unreadable(var reason) ->
          throw CommandFailure.of(ExitCode.USAGE, name + ": " + reason, "save it as UTF-8");
      case FileText.Missing _ -> throw new IllegalStateException(name);
    };
  }

  private CommandFailure unreadable(Path file, IOException e) {
    String why =
        switch (e) {
          case NoSuchFileException _ -> "no such file";
          case AccessDeniedException _ -> "permission denied";
          default -> Files.isDirectory(file) ? "is a folder" : "cannot be read";
        };
    return CommandFailure.of(ExitCode.USAGE, shown(file) + ": " + why).because(e);
  }
}

package fermata.lsp.document;

import fermata.definition.assist.ToolDeclarations;
import fermata.definition.index.SymbolKind;
import fermata.definition.load.AgentFolder;
import fermata.definition.load.AgentLoader;
import fermata.definition.load.BuiltinTools;
import fermata.definition.load.FolderAgents;
import fermata.definition.load.LoadedAgent;
import fermata.definition.load.NamedFiles;
import fermata.definition.load.OpenApiTools;
import fermata.definition.load.ProjectLoader;
import fermata.definition.load.PromptFiles;
import fermata.definition.load.PromptReader;
import fermata.definition.load.ReadAgent;
import fermata.definition.load.Surroundings;
import fermata.definition.model.AgentName;
import fermata.definition.project.Project;
import fermata.definition.text.FileForm;
import fermata.definition.text.FileText;
import fermata.definition.text.LineIndex;
import fermata.definition.text.SourceText;
import fermata.definition.tool.Certainty;
import fermata.definition.tool.KnownTools;
import fermata.definition.tool.ToolDeclaration;
import fermata.definition.tool.ToolSchema;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Loads definitions together with the files beside them: prompt texts and tool catalogues.
 *
 * <p>The catalogues of a definition are all {@code *.tools.yaml} files of its own folder. A
 * catalogue that cannot be read makes the knowledge of tools incomplete, and then no tool is called
 * unknown.
 *
 * <p>Thread-safe; what it reads from the disk at every call, and what not, is said where it is
 * made.
 */
public final class AgentFiles {

  /** Catalogues of one folder beyond this many are not read. */
  public static final int CATALOGS_MAX = 64;

  /** How many definitions that use one file are looked at. */
  public static final int USERS_MAX = 8;

  /** How many folders above a file are searched for definitions that use it. */
  private static final int LEVELS_MAX = 4;

  private final Function<Path, Surroundings> around;
  private final Runnable forget;

  /** Sees the files beside a definition as they are at each call. */
  public AgentFiles() {
    this(AgentFiles::aroundFile, () -> {});
  }

  private AgentFiles(Function<Path, Surroundings> around, Runnable forget) {
    this.around = around;
    this.forget = forget;
  }

  /**
   * {@return one that reads the catalogues and the project file of a folder once, for as long as it
   * lives: to check many definitions of one folder}
   */
  public static AgentFiles remembering() {
    Map<Path, Surroundings> known = new ConcurrentHashMap<>();
    return new AgentFiles(
        file -> {
          Path folder = folderOf(file);
          return withAgents(folder, known.computeIfAbsent(folder, AgentFiles::alone));
        },
        known::clear);
  }

  /**
   * {@return one that looks at the files beside a definition again after a moment, or when it is
   * told to: for a definition that is being written}
   */
  public static AgentFiles ofTheMoment() {
    var recent = new RecentSurroundings(AgentFiles::aroundFile, System::nanoTime);
    return new AgentFiles(recent::around, recent::forget);
  }

  /** Looks at the files beside definitions anew from now on. */
  public void forget() {
    forget.run();
  }

  private static Surroundings aroundFile(Path file) {
    return around(folderOf(file));
  }

  private static Path folderOf(Path file) {
    Path folder = file.getParent();
    return folder == null ? file : folder;
  }

  /** Loads a text that stands, perhaps unsaved, at a URI. */
  public LoadedAgent load(String uri, String text) {
    return read(uri, text, OpenTexts.NONE).check();
  }

  /**
   * Reads a text that stands, perhaps unsaved, at a URI, without checking it; a prompt or a part
   * with the definitions that use it.
   */
  public DocumentReading read(String uri, String text, OpenTexts open) {
    var source = new SourceText(nameOf(uri), text);
    Surroundings found = aroundFile(uri, open);
    boolean isProse = source.form() == FileForm.PROSE;
    if (!isProse && source.form() != FileForm.PART) {
      return new DocumentReading(AgentLoader.read(source, found));
    }
    List<DocumentReading.User> users = usersOf(uri, open);
    ReadAgent alone = isProse ? PromptReader.alone(source, found) : AgentLoader.read(source, found);
    ReadAgent reading =
        users.stream()
            .flatMap(user -> (isProse ? user.see(source) : user.see(alone)).stream())
            .findFirst()
            .orElse(alone);
    return new DocumentReading(reading, users);
  }

  private Surroundings aroundFile(String uri, OpenTexts open) {
    return pathOf(uri)
        .filter(file -> file.getParent() != null)
        .map(
            file -> {
              Path folder = folderOf(file);
              Surroundings found = around.apply(file);
              PromptFiles unsaved =
                  path ->
                      open.find(folder.resolve(path).toUri().toString())
                          .map(text -> new SourceText(path, text));
              return found.withFiles(unsaved.or(found.files()));
            })
        .orElseGet(Surroundings::builtin);
  }

  private List<DocumentReading.User> usersOf(String uri, OpenTexts open) {
    var users = new ArrayList<DocumentReading.User>();
    Path file = pathOf(uri).map(path -> path.toAbsolutePath().normalize()).orElse(null);
    Path at = file == null ? null : file.getParent();
    for (int level = 0; file != null && at != null && level < LEVELS_MAX; level++) {
      for (String name : agentsIn(at).files()) {
        if (users.size() < USERS_MAX) {
          user(at.resolve(name), file, open).ifPresent(users::add);
        }
      }
      boolean isRoot =
          Files.exists(at.resolve(Project.FILE_NAME)) || Files.exists(at.resolve(".git"));
      at = isRoot ? null : at.getParent();
    }
    return users;
  }

  private Optional<DocumentReading.User> user(Path agent, Path file, OpenTexts open) {
    String uri = agent.toUri().toString();
    Path folder = agent.getParent();
    String path = folder == null ? "" : folder.relativize(file).toString().replace('\\', '/');
    return open.find(uri)
        .or(() -> readText(agent, uri).map(SourceText::text))
        .filter(
            text -> text.contains(String.valueOf(file.getFileName())) || text.contains("include"))
        .map(text -> AgentLoader.read(new SourceText(nameOf(uri), text), aroundFile(uri, open)))
        .filter(reading -> NamedFiles.of(reading).find(path).isPresent())
        .map(reading -> new DocumentReading.User(uri, reading, path));
  }

  /** {@return what the project file above a folder says; nothing where there is none} */
  public static Project projectOf(Path folder) {
    return projectFile(folder)
        .flatMap(file -> readText(file, Project.FILE_NAME))
        .map(text -> ProjectLoader.load(text).value())
        .orElse(Project.NONE);
  }

  /** {@return the nearest project file, in a folder or above it} */
  public static Optional<Path> projectFile(Path folder) {
    Path at = folder.toAbsolutePath().normalize();
    while (at != null) {
      Path file = at.resolve(Project.FILE_NAME);
      if (Files.isRegularFile(file)) {
        return Optional.of(file);
      }
      at = at.getParent();
    }
    return Optional.empty();
  }

  /** {@return the path of a {@code file:} URI; empty for any other} */
  public static Optional<Path> pathOf(String uri) {
    try {
      URI parsed = URI.create(uri);
      return "file".equals(parsed.getScheme()) ? Optional.of(Path.of(parsed)) : Optional.empty();
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      return Optional.empty();
    }
  }

  private static String nameOf(String uri) {
    return FileForm.nameOf(pathOf(uri).map(path -> path.toString().replace('\\', '/')).orElse(uri));
  }

  /** {@return what stands around the definitions of a folder} */
  public static Surroundings around(Path folder) {
    return withAgents(folder, alone(folder));
  }

  /** Knowledge of agents belongs to one reading of one definition; the rest can be kept. */
  static Surroundings alone(Path folder) {
    return new Surroundings(promptsIn(folder), toolsIn(folder)).withProject(projectOf(folder));
  }

  private static Surroundings withAgents(Path folder, Surroundings around) {
    return around.withAgents(new FolderAgents(agentsIn(folder), around));
  }

  /** {@return the agent files in the folder of a file} */
  public static List<Path> agentsBeside(Path file) {
    Path folder = file.normalize().getParent();
    return folder == null
        ? List.of()
        : agentsIn(folder).files().stream().map(folder::resolve).toList();
  }

  private static AgentFolder agentsIn(Path folder) {
    return new AgentsOnDisk(folder);
  }

  /** {@return where a file beside a definition gives an agent its name} */
  public static Optional<FilePlace> definitionOf(String uri, String agent) {
    return pathOf(uri)
        .map(Path::getParent)
        .filter(_ -> AgentName.isValid(agent))
        .flatMap(
            folder ->
                around(folder)
                    .agents()
                    .find(new AgentName(agent))
                    .flatMap(found -> nameIn(folder.resolve(found.file()).normalize())));
  }

  private static Optional<FilePlace> nameIn(Path file) {
    return readText(file, file.getFileName().toString())
        .flatMap(
            text ->
                AgentLoader.read(text, PromptFiles.NONE, BuiltinTools.knowledge())
                    .index()
                    .declarations()
                    .stream()
                    .filter(found -> found.symbol().kind() == SymbolKind.AGENT)
                    .map(found -> LineIndex.of(text.text()).place(found.name().start()))
                    .findFirst())
        .map(place -> new FilePlace(file.toUri().toString(), place.line(), place.column()));
  }

  private static PromptFiles promptsIn(Path folder) {
    return PromptFiles.reading(relative -> fileBelow(folder, relative));
  }

  static Optional<SourceText> read(Path folder, String relative) {
    return fileBelow(folder, relative).text().map(text -> new SourceText(relative, text));
  }

  private static FileText fileBelow(Path folder, String relative) {
    try {
      Path file = folder.resolve(relative).normalize();
      return file.startsWith(folder) ? file(file) : new FileText.Missing();
    } catch (InvalidPathException e) {
      return new FileText.Missing();
    }
  }

  static Optional<SourceText> readText(Path file, String name) {
    return file(file).text().map(text -> new SourceText(name, text));
  }

  private static FileText file(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        return new FileText.Missing();
      }
      long bytes = Files.size(file);
      return bytes > FileText.BESIDE_BYTES_MAX
          ? FileText.tooLarge(bytes, FileText.BESIDE_BYTES_MAX)
          : FileText.of(Files.readAllBytes(file));
    } catch (AccessDeniedException e) {
      return new FileText.Unreadable("permission denied");
    } catch (IOException e) {
      return new FileText.Unreadable("the disk does not give it");
    }
  }

  /** {@return the built-in tools and those of the catalogues in a folder} */
  public static KnownTools toolsIn(Path folder) {
    var declared = new ArrayList<ToolSchema>();
    boolean isComplete = true;
    for (Path catalog : catalogsIn(folder)) {
      Optional<SourceText> text = readText(catalog, catalog.getFileName().toString());
      isComplete &= text.isPresent();
      text.ifPresent(
          found ->
              OpenApiTools.all(found, name -> document(folder, name)).stream()
                  .map(ToolDeclaration::schema)
                  .forEach(declared::add));
    }
    return BuiltinTools.knowledge()
        .with(new KnownTools(isComplete ? Certainty.COMPLETE : Certainty.INCOMPLETE, declared));
  }

  private static Optional<SourceText> document(Path folder, String name) {
    boolean isBeside = OpenApiTools.isDocument(name) && Path.of(name).getNameCount() == 1;
    return isBeside ? readText(folder.resolve(name), name) : Optional.empty();
  }

  /** A place in a file beside a definition; line and column from 0, tool names are ASCII. */
  public record FilePlace(String uri, int line, int column) {}

  /** {@return where a catalogue beside a definition declares a tool} */
  public static Optional<FilePlace> declarationOf(String uri, String tool) {
    return pathOf(uri).map(Path::getParent).stream()
        .flatMap(folder -> catalogsIn(folder).stream())
        .flatMap(catalog -> declaration(catalog, tool).stream())
        .findFirst();
  }

  private static Optional<FilePlace> declaration(Path catalog, String tool) {
    return readText(catalog, catalog.getFileName().toString())
        .flatMap(text -> ToolDeclarations.find(text, tool))
        .map(place -> new FilePlace(catalog.toUri().toString(), place.line(), place.column()));
  }

  /** {@return the URI of a file that a definition names, where there is one} */
  public static Optional<String> beside(String uri, String relative) {
    return pathOf(uri)
        .map(Path::getParent)
        .filter(folder -> read(folder, relative).isPresent())
        .map(folder -> folder.resolve(relative).normalize().toUri().toString());
  }

  /** {@return the URI of a file that could be made beside a definition; empty where one is} */
  public static Optional<String> newBeside(String uri, String relative) {
    return pathOf(uri)
        .map(Path::getParent)
        .map(folder -> folder.resolve(relative).normalize())
        .filter(file -> !Files.exists(file, LinkOption.NOFOLLOW_LINKS))
        .map(file -> file.toUri().toString());
  }

  private static List<Path> catalogsIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(AgentFiles::isCatalog).sorted().limit(CATALOGS_MAX).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean isCatalog(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".tools.yaml") || name.endsWith(".tools.yml");
  }
}

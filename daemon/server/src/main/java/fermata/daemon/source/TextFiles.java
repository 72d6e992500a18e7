package fermata.daemon.source;

import fermata.definition.load.FolderAgents;
import fermata.definition.project.Project;
import fermata.definition.text.FileText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;

/** Texts of files. What cannot be read is absent, and the loader is told why. */
final class TextFiles {

  /** The largest definition that is read, in bytes; the parser counts characters and has less. */
  private static final long DEFINITION_BYTES_MAX = 64L * 1024 * 1024;

  /** How many catalogues one folder may have. */
  private static final int CATALOGS_MAX = 64;

  /** The files in which other tools declare tool servers. */
  private static final List<String> SERVER_FILES = List.of(".mcp.json", ".vscode/mcp.json");

  /** What tells the folder of a whole project. */
  private static final List<String> PROJECT_MARKS = List.of(".git", "fermata.yaml");

  /** How many folders upwards are looked at. */
  private static final int LEVELS_MAX = 16;

  private TextFiles() {}

  /** {@return the text of a file beside a definition, if it is one} */
  static Optional<String> read(Path file) {
    return beside(file).text();
  }

  /** {@return a file beside a definition} */
  static FileText beside(Path file) {
    return file(file, FileText.BESIDE_BYTES_MAX);
  }

  /** {@return the file of a definition} */
  static FileText definition(Path file) {
    return file(file, DEFINITION_BYTES_MAX);
  }

  private static FileText file(Path file, long bytesMax) {
    try {
      if (!Files.isRegularFile(file)) {
        return new FileText.Missing();
      }
      long bytes = Files.size(file);
      return bytes > bytesMax
          ? FileText.tooLarge(bytes, bytesMax)
          : FileText.of(Files.readAllBytes(file));
    } catch (AccessDeniedException e) {
      return new FileText.Unreadable("permission denied");
    } catch (IOException | InvalidPathException e) {
      return new FileText.Unreadable("the disk does not give it");
    }
  }

  /** {@return why the file of a definition has no text, to stand behind its name} */
  static String whyAbsent(Path file) {
    return switch (definition(file)) {
      case FileText.Unreadable(var reason) -> "cannot be read: " + reason;
      case FileText.Missing _, FileText.Found _ ->
          Files.exists(file) ? "is not a file" : "does not exist";
    };
  }

  /** {@return the nearest project file, in a folder or above it} */
  static Optional<String> project(Path folder) {
    return workspace(folder).flatMap(root -> read(root.resolve(Project.FILE_NAME)));
  }

  /** {@return the folder of the nearest project file} */
  static Optional<Path> workspace(Path folder) {
    Path at = folder.toAbsolutePath().normalize();
    while (at != null && !Files.isRegularFile(at.resolve(Project.FILE_NAME))) {
      at = at.getParent();
    }
    return Optional.ofNullable(at);
  }

  /** {@return the tool catalogues of a folder, by name, in the order of their names} */
  static SequencedMap<String, String> catalogs(Path folder) {
    var catalogs = new LinkedHashMap<String, String>();
    addAll(folder, "*.tools.{yaml,yml}", catalogs);
    if (catalogs.values().stream().anyMatch(text -> text.contains("apis"))) {
      addAll(folder, "*.openapi.{yaml,yml,json}", catalogs);
    }
    addProject(folder, catalogs);
    addServers(folder, catalogs);
    return catalogs;
  }

  private static void addAll(Path folder, String pattern, SequencedMap<String, String> catalogs) {
    var names = new TreeSet<String>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
      found.forEach(file -> names.add(String.valueOf(file.getFileName())));
    } catch (IOException unreadable) {
      return;
    }
    names.stream()
        .limit(CATALOGS_MAX)
        .forEach(name -> read(folder.resolve(name)).ifPresent(text -> catalogs.put(name, text)));
  }

  private static void addProject(Path folder, SequencedMap<String, String> catalogs) {
    Path place = folder.toAbsolutePath().normalize();
    String up = "";
    while (place != null && !Files.isRegularFile(place.resolve(Project.FILE_NAME))) {
      place = place.getParent();
      up += "../";
    }
    if (place != null && isOurs(place) && isOurs(place.resolve(Project.FILE_NAME))) {
      String key = up + Project.FILE_NAME;
      read(place.resolve(Project.FILE_NAME))
          .filter(text -> text.contains("servers"))
          .ifPresent(text -> catalogs.put(key, text));
    }
  }

  // Declarations of servers name programs, so only files are read that nobody else can have put
  // there, up to the folder that is the project's.
  private static void addServers(Path folder, SequencedMap<String, String> catalogs) {
    Path place = folder.toAbsolutePath().normalize();
    String up = "";
    for (int i = 0; i < LEVELS_MAX && place != null && isOurs(place); i++) {
      for (String name : SERVER_FILES) {
        Path file = place.resolve(name);
        String key = up + name;
        if (Files.isRegularFile(file) && isOurs(file)) {
          read(file).ifPresent(text -> catalogs.put(key, text));
        }
      }
      boolean isProject = PROJECT_MARKS.stream().map(place::resolve).anyMatch(Files::exists);
      place = isProject ? null : place.getParent();
      up += "../";
    }
  }

  private static boolean isOurs(Path file) {
    try {
      return Files.getOwner(file).getName().equals(System.getProperty("user.name"));
    } catch (IOException | UnsupportedOperationException unreadable) {
      return false;
    }
  }

  /** {@return the names of the agent files of a folder, sorted} */
  static List<String> agents(Path folder) {
    var names = new TreeSet<String>();
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(folder, "*.agent.{yaml,yml,json,md}")) {
      found.forEach(file -> names.add(String.valueOf(file.getFileName())));
    } catch (IOException unreadable) {
      return List.of();
    }
    return names.stream().limit(FolderAgents.FILES_MAX).toList();
  }
}

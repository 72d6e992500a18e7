package fermata.daemon.source;

import fermata.definition.load.FolderAgents;
import fermata.definition.project.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;

/** Texts of files. What cannot be read is absent: the loader says what that means. */
final class TextFiles {

  /** The largest file that is read; the loader refuses much smaller ones. */
  private static final long FILE_BYTES_MAX = 16L * 1024 * 1024;

  /** How many catalogues one folder may have. */
  private static final int CATALOGS_MAX = 64;

  /** The files in which other tools declare tool servers. */
  private static final List<String> SERVER_FILES = List.of(".mcp.json", ".vscode/mcp.json");

  /** What tells the folder of a whole project. */
  private static final List<String> PROJECT_MARKS = List.of(".git", "fermata.yaml");

  /** How many folders upwards are looked at. */
  private static final int LEVELS_MAX = 16;

  private TextFiles() {}

  /** {@return the text of a regular file; bytes that are no UTF-8 become replacement characters} */
  static Optional<String> read(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > FILE_BYTES_MAX) {
        return Optional.empty();
      }
      return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (IOException | InvalidPathException unreadable) {
      return Optional.empty();
    }
  }

  /** {@return why a file has no text, to stand behind its name} */
  static String whyAbsent(Path file) {
    try {
      if (!Files.exists(file)) {
        return "does not exist";
      }
      if (!Files.isRegularFile(file)) {
        return "is not a file";
      }
      long bytes = Files.size(file);
      return bytes > FILE_BYTES_MAX
          ? "has " + bytes + " bytes (expected: at most " + FILE_BYTES_MAX + ")"
          : "cannot be read";
    } catch (IOException unreadable) {
      return "cannot be read";
    }
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

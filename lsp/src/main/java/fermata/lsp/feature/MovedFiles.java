package fermata.lsp.feature;

import fermata.definition.index.FilePaths;
import fermata.lsp.convert.EditStyle;
import fermata.lsp.convert.WorkspaceEdits;
import fermata.lsp.document.AgentFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.FileRename;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the paths by which definitions name files true while files are renamed or moved, the
 * definitions themselves too. A path that would lead out of the folder of its definition cannot be
 * written and is left as it is: the definition then tells that the file is missing.
 */
public final class MovedFiles {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./-]+");

  private final WorkspaceIndex index;

  /** Looks for paths in the files of a workspace. */
  public MovedFiles(WorkspaceIndex index) {
    this.index = index;
  }

  /** {@return the edits to make before the files are moved; null where there are none} */
  public @Nullable WorkspaceEdit edits(
      List<FileRename> moves, EditStyle style, BooleanSupplier isCancelled) {
    Map<Path, Path> moved = new LinkedHashMap<>();
    for (FileRename move : moves) {
      Optional<Path> from = AgentFiles.pathOf(move.getOldUri());
      Optional<Path> to = AgentFiles.pathOf(move.getNewUri());
      if (from.isPresent() && to.isPresent()) {
        moved.put(from.get().normalize(), to.get().normalize());
      }
    }
    Map<VersionedTextDocumentIdentifier, List<TextEdit>> all = new LinkedHashMap<>();
    for (FileFacts file : moved.isEmpty() ? List.<FileFacts>of() : index.all(isCancelled)) {
      List<TextEdit> edits = edits(file, moved);
      if (!edits.isEmpty()) {
        all.put(file.id(), edits);
      }
    }
    return all.isEmpty() ? null : WorkspaceEdits.of(all, style);
  }

  private static List<TextEdit> edits(FileFacts file, Map<Path, Path> moved) {
    Path before = AgentFiles.pathOf(file.uri()).orElse(null);
    Path folder = before == null ? null : before.normalize().getParent();
    Path after = before == null ? null : after(before.normalize(), moved).getParent();
    if (folder == null || after == null) {
      return List.of();
    }
    var edits = new ArrayList<TextEdit>();
    for (FileFacts.Mention link : file.links()) {
      Path target = after(folder.resolve(link.name()).normalize(), moved);
      String path = after.relativize(target).toString().replace('\\', '/');
      if (!path.equals(link.name()) && isAnother(folder, after, link, path)) {
        boolean isBare = link.isQuoted() || PLAIN.matcher(path).matches();
        edits.add(new TextEdit(link.range(), isBare ? path : "\"" + path + "\""));
      }
    }
    return edits;
  }

  /** One file has many paths, and who wrote one of them meant it. */
  private static boolean isAnother(Path folder, Path after, FileFacts.Mention link, String path) {
    Path written = folder.resolve(link.name()).normalize();
    return FilePaths.isInside(path)
        && path.indexOf('"') < 0
        && !(folder.equals(after) && after.resolve(path).normalize().equals(written));
  }

  private static Path after(Path file, Map<Path, Path> moved) {
    for (Map.Entry<Path, Path> move : moved.entrySet()) {
      if (file.startsWith(move.getKey())) {
        Path inside = move.getKey().relativize(file);
        return file.equals(move.getKey()) ? move.getValue() : move.getValue().resolve(inside);
      }
    }
    return file;
  }
}

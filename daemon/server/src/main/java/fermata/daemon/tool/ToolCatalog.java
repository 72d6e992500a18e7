package fermata.daemon.tool;

import fermata.definition.text.SourceText;
import java.nio.file.Path;
import java.util.List;

/**
 * The catalogues of process tools beside an agent's file, as they were when they were read: a run
 * goes on with those that it was started with.
 *
 * @param folder which relative paths in the catalogues are resolved against
 * @param files the texts of {@code *.tools.yaml} in the order of their names
 */
public record ToolCatalog(Path folder, List<SourceText> files) {

  public ToolCatalog {
    files = List.copyOf(files);
  }
}

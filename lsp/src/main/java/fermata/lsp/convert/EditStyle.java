package fermata.lsp.convert;

import java.util.List;
import org.eclipse.lsp4j.ResourceOperationKind;

/**
 * How an editor takes edits, as it said at {@code initialize}.
 *
 * @param hasVersions it takes edits of a certain version of a document
 * @param canCreateFiles it makes files on request
 * @param canRenameFiles it gives files another name on request
 * @param canPrepareRename it asks first whether a name can be another one
 * @param hasLenses it shows commands between the lines
 */
public record EditStyle(
    boolean hasVersions,
    boolean canCreateFiles,
    boolean canRenameFiles,
    boolean canPrepareRename,
    boolean hasLenses) {

  /** An editor that has said nothing. */
  public static final EditStyle PLAIN = new EditStyle(false, false, false, false, false);

  /** {@return what an editor says; anything that is missing or odd means no} */
  public static EditStyle of(Initialization said) {
    boolean hasVersions = said.supports("workspace", "workspaceEdit", "documentChanges");
    List<String> operations = said.names("workspace", "workspaceEdit", "resourceOperations");
    return new EditStyle(
        hasVersions,
        hasVersions && operations.contains(ResourceOperationKind.Create),
        hasVersions && operations.contains(ResourceOperationKind.Rename),
        said.supports("textDocument", "rename", "prepareSupport"),
        said.has("textDocument", "codeLens"));
  }
}

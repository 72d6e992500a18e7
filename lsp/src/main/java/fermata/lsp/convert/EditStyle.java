package fermata.lsp.convert;

import java.util.List;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.ResourceOperationKind;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.WorkspaceEditCapabilities;
import org.jspecify.annotations.Nullable;

/**
 * How an editor takes edits, as it said at {@code initialize}.
 *
 * @param hasVersions it takes edits of a certain version of a document
 * @param canCreateFiles it makes files on request
 * @param canPrepareRename it asks first whether a name can be another one
 * @param hasLenses it shows commands between the lines
 */
public record EditStyle(
    boolean hasVersions, boolean canCreateFiles, boolean canPrepareRename, boolean hasLenses) {

  /** An editor that has said nothing. */
  public static final EditStyle PLAIN = new EditStyle(false, false, false, false);

  /** {@return what the parameters say; anything that is missing or odd means no} */
  public static EditStyle of(InitializeParams params) {
    var all = params.getCapabilities();
    var workspace = all == null ? null : all.getWorkspace();
    WorkspaceEditCapabilities edits = workspace == null ? null : workspace.getWorkspaceEdit();
    TextDocumentClientCapabilities texts = all == null ? null : all.getTextDocument();
    boolean hasVersions = edits != null && Boolean.TRUE.equals(edits.getDocumentChanges());
    return new EditStyle(
        hasVersions,
        hasVersions && edits != null && canCreate(edits.getResourceOperations()),
        canPrepare(texts),
        texts != null && texts.getCodeLens() != null);
  }

  private static boolean canCreate(@Nullable List<String> operations) {
    return operations != null && operations.contains(ResourceOperationKind.Create);
  }

  private static boolean canPrepare(@Nullable TextDocumentClientCapabilities texts) {
    return texts != null
        && texts.getRename() != null
        && Boolean.TRUE.equals(texts.getRename().getPrepareSupport());
  }
}

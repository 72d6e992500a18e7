package fermata.lsp.feature;

import fermata.definition.naming.Renames;
import fermata.definition.naming.Renaming;
import fermata.lsp.convert.EditStyle;
import fermata.lsp.convert.Places;
import fermata.lsp.convert.WorkspaceEdits;
import fermata.lsp.document.DocumentSnapshot;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/** Gives names another spelling; what cannot be is refused with its reason. Stateless. */
public final class RenameFeature {

  /** {@return the word at a position that can be renamed} */
  public @Nullable PrepareRenameResult prepare(DocumentSnapshot document, Position position) {
    checkOneUser(document);
    return switch (Renames.prepare(document.reading(), Places.offset(document, position))) {
      case Renaming.Possible(var word, var name) ->
          new PrepareRenameResult(Places.range(document, word), name);
      case Renaming.Refused(var reason) -> throw refused(reason);
      case Renaming.Edits _ -> null;
    };
  }

  /** {@return the edits that give the name at a position another spelling} */
  public @Nullable WorkspaceEdit rename(
      DocumentSnapshot document, Position position, String name, EditStyle style) {
    checkOneUser(document);
    UsedName used = UsedName.at(document, Places.offset(document, position));
    return switch (Renames.rename(used.document().reading(), used.offset(), name)) {
      case Renaming.Edits(var here, var files) ->
          WorkspaceEdits.of(used.document(), here, files, style);
      case Renaming.Refused(var reason) -> throw refused(reason);
      case Renaming.Possible _ -> null;
    };
  }

  /** The edits are those of one definition, and all that use the file would need some. */
  private static void checkOneUser(DocumentSnapshot document) {
    int users = document.users().size();
    if (users > 1) {
      throw refused(users + " definitions use this file (expected: one)");
    }
  }

  private static ResponseErrorException refused(String reason) {
    return new ResponseErrorException(
        new ResponseError(ResponseErrorCode.RequestFailed, reason, null));
  }
}

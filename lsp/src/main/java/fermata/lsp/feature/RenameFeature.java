package fermata.lsp.feature;

import fermata.definition.index.Symbol;
import fermata.definition.naming.Renames;
import fermata.definition.naming.Renaming;
import fermata.lsp.convert.EditStyle;
import fermata.lsp.convert.Places;
import fermata.lsp.convert.WorkspaceEdits;
import fermata.lsp.document.DocumentSnapshot;
import fermata.lsp.document.DocumentStore;
import java.util.Optional;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/** Gives names another spelling; what cannot be is refused with its reason. */
public final class RenameFeature {

  private final AgentNames agents;

  /** Renames in documents and in the files of their workspace. */
  public RenameFeature(DocumentStore documents, WorkspaceIndex index) {
    agents = new AgentNames(documents, index);
  }

  /** {@return the word at a position that can be renamed} */
  public @Nullable PrepareRenameResult prepare(DocumentSnapshot document, Position position) {
    checkOneUser(document);
    int offset = Places.offset(document, position);
    Optional<Range> other = agents.mentionAt(document, offset);
    if (other.isPresent()) {
      return new PrepareRenameResult(
          other.get(), AgentNames.at(document, offset).orElseThrow().name());
    }
    return switch (Renames.prepare(document.reading(), offset)) {
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
    Optional<Symbol> agent = AgentNames.at(used.document(), used.offset());
    if (agent.isPresent()) {
      return switch (agents.rename(used.document(), agent.get(), name, style)) {
        case AgentNames.Renamed.Edits(var edit) -> edit;
        case AgentNames.Renamed.Refused(var reason) -> throw refused(reason);
      };
    }
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

package fermata.lsp.feature;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.Range;

/**
 * Which action of which list one is, as an editor keeps it until its edit is asked for.
 *
 * @param version of the document that the list was made of
 * @param only the kinds that the list was asked for
 * @param at its index in the list
 */
record LaterEdits(String uri, int version, Range range, List<String> only, int at) {

  private static final Gson GSON = new Gson();

  /** Leaves the edit of an action out, and notes how it is found again. */
  void defer(CodeAction action) {
    if (action.getEdit() != null) {
      action.setEdit(null);
      action.setData(GSON.toJsonTree(this));
    }
  }

  /** {@return what was noted in an action; empty where an editor made it up} */
  static Optional<LaterEdits> of(CodeAction action) {
    try {
      return action.getData() instanceof JsonObject json
          ? Optional.ofNullable(GSON.fromJson(json, LaterEdits.class)).filter(LaterEdits::isWhole)
          : Optional.empty();
    } catch (JsonParseException _) {
      return Optional.empty();
    }
  }

  @SuppressWarnings("ConstantValue")
  private boolean isWhole() {
    return uri != null && range != null && only != null;
  }
}

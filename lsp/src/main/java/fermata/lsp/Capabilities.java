package fermata.lsp;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import fermata.lsp.convert.AssistStyle;
import fermata.lsp.convert.EditStyle;
import fermata.lsp.convert.LazyStyle;
import fermata.lsp.convert.TokenCodes;
import fermata.lsp.feature.CodeActionFeature;
import fermata.lsp.feature.FormattingFeature;
import fermata.lsp.relay.EditorAbilities;
import fermata.lsp.relay.RunCommands;
import fermata.lsp.relay.Views;
import fermata.wire.discovery.Build;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.CodeActionKind;

/**
 * What the server says of itself: exactly what it serves.
 *
 * <p>Plain JSON, for the reason of {@link fermata.lsp.convert.Initialization}.
 */
final class Capabilities {

  /** After these an editor asks for completions by itself; after letters it does anyway. */
  private static final List<String> TRIGGERS = List.of(".", " ", "{", "[", ",", "\"", "'", "/");

  private static final List<String> ACTIONS =
      List.of(
          CodeActionKind.QuickFix,
          CodeActionKind.RefactorRewrite,
          CodeActionKind.RefactorExtract,
          CodeActionKind.RefactorInline,
          CodeActionFeature.FIX_ALL);

  private static final List<String> ALWAYS =
      List.of(
          "hoverProvider",
          "definitionProvider",
          "referencesProvider",
          "documentHighlightProvider",
          "documentSymbolProvider",
          "documentFormattingProvider",
          "documentRangeFormattingProvider",
          "workspaceSymbolProvider",
          "callHierarchyProvider",
          "linkedEditingRangeProvider",
          "foldingRangeProvider",
          "selectionRangeProvider");

  /** Changes come as ranges. */
  private static final int INCREMENTAL = 2;

  private Capabilities() {}

  /**
   * {@return the answer to initialize}
   *
   * <p>An extension that has commands of its own calls ours all the same, and would have each name
   * twice if they were offered.
   */
  static JsonObject answer(
      AssistStyle style, EditStyle edits, LazyStyle lazy, EditorAbilities abilities) {
    var all = new JsonObject();
    all.add("textDocumentSync", sync());
    all.addProperty("positionEncoding", style.encoding());
    ALWAYS.forEach(name -> all.addProperty(name, true));
    all.add(
        "completionProvider",
        object("resolveProvider", flag(lazy.documentation()), "triggerCharacters", list(TRIGGERS)));
    all.add(
        "documentOnTypeFormattingProvider",
        object("firstTriggerCharacter", new JsonPrimitive(FormattingFeature.TRIGGER)));
    all.add("signatureHelpProvider", object("triggerCharacters", list(List.of("(", ","))));
    all.add(
        "codeActionProvider",
        object("codeActionKinds", list(ACTIONS), "resolveProvider", flag(lazy.edits())));
    // An editor that never asks first must not be told that it can.
    all.add(
        "renameProvider",
        edits.canPrepareRename() ? object("prepareProvider", flag(true)) : flag(true));
    all.add("documentLinkProvider", object("resolveProvider", flag(false)));
    all.add("semanticTokensProvider", tokens());
    addChosen(all, edits, lazy, abilities);
    var answer = new JsonObject();
    answer.add("capabilities", all);
    answer.add(
        "serverInfo",
        object("name", new JsonPrimitive("fermata"), "version", new JsonPrimitive(version())));
    return answer;
  }

  private static void addChosen(
      JsonObject all, EditStyle edits, LazyStyle lazy, EditorAbilities abilities) {
    if (edits.hasLenses()) {
      // Only those that count references have their words later.
      all.add("codeLensProvider", object("resolveProvider", flag(abilities.showsReferences())));
    }
    if (abilities.pullsProblems()) {
      all.add(
          "diagnosticProvider",
          object("interFileDependencies", flag(true), "workspaceDiagnostics", flag(true)));
    }
    if (abilities.hasFolders() || abilities.tellsOfMoves() || abilities.readsContents()) {
      all.add("workspace", workspace(abilities));
    }
    if (abilities.showsHints()) {
      all.add("inlayHintProvider", object("resolveProvider", flag(lazy.tooltips())));
    }
    if (abilities.showsInlineValues()) {
      all.addProperty("inlineValueProvider", true);
    }
    if (!abilities.hasPanels()) {
      all.add("executeCommandProvider", object("commands", list(RunCommands.NAMES)));
    }
  }

  private static JsonObject tokens() {
    var legend = TokenCodes.legend();
    return object(
        "legend",
        object(
            "tokenTypes",
            list(legend.getTokenTypes()),
            "tokenModifiers",
            list(legend.getTokenModifiers())),
        "full",
        object("delta", flag(true)),
        "range",
        flag(true));
  }

  private static JsonObject workspace(EditorAbilities abilities) {
    var workspace = new JsonObject();
    if (abilities.hasFolders()) {
      workspace.add(
          "workspaceFolders", object("supported", flag(true), "changeNotifications", flag(true)));
    }
    if (abilities.readsContents()) {
      workspace.add("textDocumentContent", object("schemes", list(List.of(Views.SCHEME))));
    }
    if (abilities.tellsOfMoves()) {
      var filters = new JsonArray();
      filters.add(
          object(
              "scheme",
              new JsonPrimitive("file"),
              "pattern",
              object("glob", new JsonPrimitive("**/*"))));
      workspace.add("fileOperations", object("willRename", object("filters", filters)));
    }
    return workspace;
  }

  private static JsonObject sync() {
    return object(
        "openClose",
        flag(true),
        "change",
        new JsonPrimitive(INCREMENTAL),
        "save",
        object("includeText", flag(false)));
  }

  /** Names and values by turns. */
  private static JsonObject object(Object... members) {
    var object = new JsonObject();
    for (int i = 0; i < members.length; i += 2) {
      object.add((String) members[i], (JsonElement) members[i + 1]);
    }
    return object;
  }

  private static JsonPrimitive flag(boolean value) {
    return new JsonPrimitive(value);
  }

  private static JsonArray list(List<String> values) {
    var list = new JsonArray();
    values.forEach(list::add);
    return list;
  }

  static String version() {
    return Build.current(Map.of()).version();
  }
}

package fermata.lsp.relay;

import fermata.lsp.convert.Initialization;

/**
 * What an editor said at {@code initialize} that it can show.
 *
 * @param hasProgress it shows progress that the server begins, and has no panels that show more
 * @param hasPanels it said, by {@code initializationOptions.panels}, that it shows runs and
 *     questions itself
 * @param refreshesLenses it asks for lenses anew when it is told to
 * @param showsHints it shows hints beside the text
 * @param refreshesHints it asks for hints anew when it is told to
 * @param pullsProblems it asks for problems itself, and anew when it is told to
 * @param hasFolders it has several folders open at once
 * @param tellsOfMoves it asks, before it renames a file, what else has to change
 * @param showsReferences it has the command that a lens of references calls: it has panels, or said
 *     so by {@code initializationOptions.references}
 * @param showsInlineValues it shows values beside the text while it debugs
 * @param showsDocuments it opens a file when it is told to, and has no panels that show more
 * @param readsContents it asks the server for texts that are no files
 */
public record EditorAbilities(
    boolean hasProgress,
    boolean hasPanels,
    boolean refreshesLenses,
    boolean showsHints,
    boolean refreshesHints,
    boolean pullsProblems,
    boolean hasFolders,
    boolean tellsOfMoves,
    boolean showsReferences,
    boolean showsInlineValues,
    boolean showsDocuments,
    boolean readsContents) {

  /** An editor that can do nothing. */
  public static final EditorAbilities NONE =
      new EditorAbilities(
          false, false, false, false, false, false, false, false, false, false, false, false);

  /** {@return what an editor says; anything that is missing or odd means no} */
  public static EditorAbilities of(Initialization said) {
    boolean hasPanels = said.option("panels");
    return new EditorAbilities(
        said.supports("window", "workDoneProgress") && !hasPanels,
        hasPanels,
        said.supports("workspace", "codeLens", "refreshSupport"),
        said.has("textDocument", "inlayHint"),
        said.supports("workspace", "inlayHint", "refreshSupport"),
        // One that could not be told to ask again would not see what files beside a text change.
        said.has("textDocument", "diagnostic")
            && said.supports("workspace", "diagnostics", "refreshSupport"),
        said.supports("workspace", "workspaceFolders"),
        said.supports("workspace", "fileOperations", "willRename"),
        hasPanels || said.option("references"),
        said.has("textDocument", "inlineValue"),
        said.supports("window", "showDocument", "support") && !hasPanels,
        said.has("workspace", "textDocumentContent"));
  }
}

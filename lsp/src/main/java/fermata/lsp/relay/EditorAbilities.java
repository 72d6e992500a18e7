package fermata.lsp.relay;

import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.InitializeParams;
import org.jspecify.annotations.Nullable;

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
    boolean showsDocuments) {

  /** An editor that can do nothing. */
  public static final EditorAbilities NONE =
      new EditorAbilities(
          false, false, false, false, false, false, false, false, false, false, false);

  /** {@return what the parameters say; anything that is missing or odd means no} */
  public static EditorAbilities of(InitializeParams params) {
    var capabilities = params.getCapabilities();
    var window = capabilities == null ? null : capabilities.getWindow();
    boolean hasProgress = window != null && Boolean.TRUE.equals(window.getWorkDoneProgress());
    Object options = params.getInitializationOptions();
    boolean hasPanels = says(options, "panels");
    return new EditorAbilities(
        hasProgress && !hasPanels,
        hasPanels,
        refreshesLenses(capabilities),
        showsHints(capabilities),
        refreshesHints(capabilities),
        pullsProblems(capabilities),
        hasFolders(capabilities),
        tellsOfMoves(capabilities),
        hasPanels || says(options, "references"),
        showsInlineValues(capabilities),
        !hasPanels
            && window != null
            && window.getShowDocument() != null
            && window.getShowDocument().isSupport());
  }

  private static boolean showsInlineValues(@Nullable ClientCapabilities capabilities) {
    var texts = capabilities == null ? null : capabilities.getTextDocument();
    return texts != null && texts.getInlineValue() != null;
  }

  private static boolean hasFolders(@Nullable ClientCapabilities capabilities) {
    var workspace = capabilities == null ? null : capabilities.getWorkspace();
    return workspace != null && Boolean.TRUE.equals(workspace.getWorkspaceFolders());
  }

  private static boolean tellsOfMoves(@Nullable ClientCapabilities capabilities) {
    var workspace = capabilities == null ? null : capabilities.getWorkspace();
    var files = workspace == null ? null : workspace.getFileOperations();
    return files != null && Boolean.TRUE.equals(files.getWillRename());
  }

  /**
   * One that could not be told to ask again would not see what files beside a text change in it.
   */
  private static boolean pullsProblems(@Nullable ClientCapabilities capabilities) {
    var workspace = capabilities == null ? null : capabilities.getWorkspace();
    var texts = capabilities == null ? null : capabilities.getTextDocument();
    var problems = workspace == null ? null : workspace.getDiagnostics();
    return texts != null
        && texts.getDiagnostic() != null
        && problems != null
        && Boolean.TRUE.equals(problems.getRefreshSupport());
  }

  private static boolean showsHints(@Nullable ClientCapabilities capabilities) {
    var texts = capabilities == null ? null : capabilities.getTextDocument();
    return texts != null && texts.getInlayHint() != null;
  }

  private static boolean refreshesHints(@Nullable ClientCapabilities capabilities) {
    var workspace = capabilities == null ? null : capabilities.getWorkspace();
    var hints = workspace == null ? null : workspace.getInlayHint();
    return hints != null && Boolean.TRUE.equals(hints.getRefreshSupport());
  }

  private static boolean refreshesLenses(@Nullable ClientCapabilities capabilities) {
    var workspace = capabilities == null ? null : capabilities.getWorkspace();
    var lenses = workspace == null ? null : workspace.getCodeLens();
    return lenses != null && Boolean.TRUE.equals(lenses.getRefreshSupport());
  }

  private static boolean says(@Nullable Object options, String name) {
    return options instanceof com.google.gson.JsonObject object
        && object.get(name) instanceof com.google.gson.JsonPrimitive said
        && said.isBoolean()
        && said.getAsBoolean();
  }
}

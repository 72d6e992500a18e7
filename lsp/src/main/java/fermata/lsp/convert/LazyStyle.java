package fermata.lsp.convert;

/**
 * What an editor fetches later, once somebody looks at it, and what it takes once for a whole list,
 * as it said at {@code initialize}.
 *
 * @param documentation it asks for the documentation of the completion that is looked at
 * @param edits it asks for the edit of the code action that was chosen
 * @param tooltips it asks for the tooltip of the hint that is pointed at
 * @param sharesRange it takes one range for all completions of a list
 */
public record LazyStyle(
    boolean documentation, boolean edits, boolean tooltips, boolean sharesRange) {

  /** An editor that has said nothing wants everything at once. */
  public static final LazyStyle EAGER = new LazyStyle(false, false, false, false);

  /** {@return what an editor says; anything that is missing or odd means no} */
  public static LazyStyle of(Initialization said) {
    return new LazyStyle(
        said.names("textDocument", "completion", "completionItem", "resolveSupport", "properties")
            .contains("documentation"),
        // Which action it was is kept in its data.
        said.supports("textDocument", "codeAction", "dataSupport")
            && said.names("textDocument", "codeAction", "resolveSupport", "properties")
                .contains("edit"),
        said.names("textDocument", "inlayHint", "resolveSupport", "properties").contains("tooltip"),
        said.names("textDocument", "completion", "completionList", "itemDefaults")
            .contains("editRange"));
  }
}

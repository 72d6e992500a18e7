package fermata.definition.assist;

/**
 * One thing that could be written at a place.
 *
 * @param label what a list shows, and what the word under the cursor is compared with
 * @param detail a few words beside the label, such as a type; may be empty
 * @param documentation Markdown; may be empty
 * @param sortKey completions are shown in the order of these texts
 */
public record Completion(
    String label,
    CompletionKind kind,
    String detail,
    String documentation,
    Insertion insertion,
    String sortKey) {

  Completion after(String prefix) {
    return new Completion(label, kind, detail, documentation, insertion.after(prefix), sortKey);
  }
}

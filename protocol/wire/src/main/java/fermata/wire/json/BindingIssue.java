package fermata.wire.json;

/**
 * One thing that is wrong with a JSON value that was meant to be a record.
 *
 * @param pointer JSON pointer to the value at fault, or to where a missing one belongs
 * @param code what kind of fault: {@code required}, {@code type}, {@code value} or {@code range}
 * @param message what was expected and what is there; lower-case start, no full stop
 */
public record BindingIssue(String pointer, String code, String message) {}

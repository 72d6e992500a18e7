package fermata.daemon.tool.builtin;

import org.jspecify.annotations.Nullable;

/** A tool cannot do what it was asked for; becomes the failure of the call. */
public final class ToolRefusal extends RuntimeException {

  private final String kind;
  private final boolean isPassing;
  private final @Nullable String pointer;

  private ToolRefusal(String kind, String message, boolean isPassing, @Nullable String pointer) {
    super(message);
    this.kind = kind;
    this.isPassing = isPassing;
    this.pointer = pointer;
  }

  /** {@return a refusal that a repetition does not cure} */
  public static ToolRefusal of(String kind, String message) {
    return new ToolRefusal(kind, message, false, null);
  }

  /** {@return a refusal that a later attempt may not meet} */
  public static ToolRefusal passing(String kind, String message) {
    return new ToolRefusal(kind, message, true, null);
  }

  /** {@return a refusal of an argument, by its JSON pointer; of all of them without} */
  public static ToolRefusal argument(@Nullable String pointer, String message) {
    return new ToolRefusal(ToolFailureKinds.ARGUMENTS, message, false, pointer);
  }

  /** {@return the kind of the failure} */
  public String kind() {
    return kind;
  }

  /** Whether the same call may work later. */
  public boolean isPassing() {
    return isPassing;
  }

  /** {@return the argument that is refused, as a JSON pointer} */
  public @Nullable String pointer() {
    return pointer;
  }
}

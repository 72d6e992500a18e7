package fermata.daemon.tool.builtin;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A tool cannot do what it was asked for; becomes the failure of the call. */
public final class ToolRefusal extends RuntimeException {

  private final String kind;
  private final Cure cure;
  private final @Nullable String pointer;

  /** What is known of another attempt. */
  private enum Cure {
    NONE,
    PASSING,
    UNKNOWN
  }

  private final @Nullable Duration retryAfter;

  private ToolRefusal(
      String kind,
      String message,
      Cure cure,
      @Nullable String pointer,
      @Nullable Duration retryAfter) {
    super(message);
    this.kind = kind;
    this.cure = cure;
    this.pointer = pointer;
    this.retryAfter = retryAfter;
  }

  /** {@return a refusal that a repetition does not cure} */
  public static ToolRefusal of(String kind, String message) {
    return new ToolRefusal(kind, message, Cure.NONE, null, null);
  }

  /** {@return a refusal that a later attempt may not meet} */
  public static ToolRefusal passing(String kind, String message) {
    return new ToolRefusal(kind, message, Cure.PASSING, null, null);
  }

  /** {@return the end of whoever did the work: nobody knows whether the call had its effect} */
  public static ToolRefusal lost(String kind, String message) {
    return new ToolRefusal(kind, message, Cure.UNKNOWN, null, null);
  }

  /** {@return a refusal of an argument, by its JSON pointer; of all of them without} */
  public static ToolRefusal argument(@Nullable String pointer, String message) {
    return new ToolRefusal(ToolFailureKinds.ARGUMENTS, message, Cure.NONE, pointer, null);
  }

  /** {@return the same, where whoever refuses has said how long not to try again} */
  public ToolRefusal after(@Nullable Duration wait) {
    return new ToolRefusal(kind, String.valueOf(getMessage()), cure, pointer, wait);
  }

  /** {@return how long not to try again; absent where nobody says} */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** {@return the kind of the failure} */
  public String kind() {
    return kind;
  }

  /** Whether the same call may work later. */
  public boolean isPassing() {
    return cure == Cure.PASSING;
  }

  /** Whether nobody knows if the call had its effect. */
  public boolean isLost() {
    return cure == Cure.UNKNOWN;
  }

  /** {@return the argument that is refused, as a JSON pointer} */
  public @Nullable String pointer() {
    return pointer;
  }
}

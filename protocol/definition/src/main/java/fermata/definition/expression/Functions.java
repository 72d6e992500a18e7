package fermata.definition.expression;

import java.util.List;
import java.util.Optional;

/**
 * The functions and macros of the language: the one table that everything about them comes from.
 */
public final class Functions {

  /** How a function is called. */
  public enum Form {
    /** {@code name(arguments)}. */
    FUNCTION,
    /** {@code receiver.name(arguments)}; the receiver is the first parameter. */
    METHOD,
    /** Like a method or a function, but an argument is a name or a path, not a value. */
    MACRO
  }

  /** A parameter; the name is for people. */
  public record Parameter(String name, Type type) {}

  /**
   * One way to call a function.
   *
   * @param isVariadic whether the last parameter may be given again and again
   * @param written the call with its parameters, such as {@code text.contains(part)}
   */
  public record Signature(
      Form form, List<Parameter> parameters, boolean isVariadic, Type result, String written) {

    public Signature {
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * A function or macro.
   *
   * @param doc one sentence: what it gives
   * @param example an expression that calls it
   */
  public record Function(String name, String doc, List<Signature> signatures, String example) {

    public Function {
      signatures = List.copyOf(signatures);
    }
  }

  private static final List<Function> ALL = List.of();

  private Functions() {}

  /** {@return every function and macro, by name} */
  public static List<Function> all() {
    return ALL;
  }

  /** {@return the function or macro of a name} */
  public static Optional<Function> find(String name) {
    return ALL.stream().filter(function -> function.name().equals(name)).findFirst();
  }
}

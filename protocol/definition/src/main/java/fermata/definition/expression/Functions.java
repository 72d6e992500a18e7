package fermata.definition.expression;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The functions and macros of the language: the one table from which checks, completion, hovers and
 * the reference come.
 */
public final class Functions {

  static final String SIZE = "size";
  static final String CONTAINS = "contains";
  static final String STARTS_WITH = "startsWith";
  static final String ENDS_WITH = "endsWith";
  static final String MATCHES = "matches";
  static final String INDEX_OF = "indexOf";
  static final String SUBSTRING = "substring";
  static final String REPLACE = "replace";
  static final String SPLIT = "split";
  static final String JOIN = "join";
  static final String TRIM = "trim";
  static final String LOWER_ASCII = "lowerAscii";
  static final String UPPER_ASCII = "upperAscii";
  static final String INT = "int";
  static final String DOUBLE = "double";
  static final String STRING = "string";
  static final String BOOL = "bool";
  static final String TIMESTAMP = "timestamp";
  static final String DURATION = "duration";
  static final String TYPE = "type";
  static final String DYN = "dyn";
  static final String JSON = "json";
  static final String COALESCE = "coalesce";

  /** How a function is called. */
  public enum Form {
    /** {@code name(arguments)}. */
    FUNCTION,
    /** {@code receiver.name(arguments)}; the receiver is the first parameter. */
    METHOD,
    /** Like a function, but its argument is a path, not a value. */
    MACRO_FUNCTION,
    /** Like a method, but its first argument is a name for the element, not a value. */
    MACRO_METHOD
  }

  /** A parameter; the name is for people. */
  public record Parameter(String name, Type type) {}

  /**
   * One way to call a function.
   *
   * @param isVariadic whether the last parameter may be given again and again
   */
  public record Signature(Form form, List<Parameter> parameters, boolean isVariadic, Type result) {

    public Signature {
      parameters = List.copyOf(parameters);
    }

    /** Whether it is called on its first parameter. */
    public boolean isMethod() {
      return form == Form.METHOD || form == Form.MACRO_METHOD;
    }

    /** {@return how it is called, such as {@code text.contains(part)}} */
    public String written(String function) {
      var names = parameters.stream().map(Parameter::name).toList();
      List<String> given = isMethod() ? names.subList(1, names.size()) : names;
      String arguments = String.join(", ", given) + (isVariadic ? ", …" : "");
      return (isMethod() ? names.getFirst() + "." : "") + function + "(" + arguments + ")";
    }

    boolean takes(int argumentCount) {
      return argumentCount == parameters.size()
          || (isVariadic && argumentCount > parameters.size());
    }

    Parameter parameter(int index) {
      return parameters.get(Math.min(index, parameters.size() - 1));
    }
  }

  /**
   * A function or macro.
   *
   * @param doc what it gives, in one sentence
   * @param example an expression of constants that calls it
   */
  public record Function(String name, String doc, List<Signature> signatures, String example) {

    public Function {
      signatures = List.copyOf(signatures);
    }

    /** {@return the ways to call it, such as {@code size(text) or text.size()}} */
    public String written() {
      return signatures.stream()
          .map(signature -> signature.written(name))
          .distinct()
          .collect(Collectors.joining(" or "));
    }
  }

  private Functions() {}

  /** {@return every function and macro, in the order of the reference} */
  public static List<Function> all() {
    return FunctionTable.ALL;
  }

  /** {@return the function or macro of a name} */
  public static Optional<Function> find(String name) {
    return Optional.ofNullable(FunctionTable.BY_NAME.get(name));
  }
}

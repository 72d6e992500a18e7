package fermata.definition.expression;

import java.util.List;
import java.util.Set;

/** The names that stand for types in expressions, as in {@code type(x) == int}. */
final class TypeNames {

  static final String TIMESTAMP = "google.protobuf.Timestamp";
  static final String DURATION = "google.protobuf.Duration";

  private static final Set<String> SIMPLE =
      Set.of("null_type", "bool", "int", "double", "string", "list", "map", "type");

  private static final List<String> QUALIFIED = List.of(TIMESTAMP, DURATION);

  private TypeNames() {}

  static boolean isType(String name) {
    return SIMPLE.contains(name);
  }

  /** Whether a path such as {@code google.protobuf.Timestamp} is the name of a type. */
  static boolean isType(ExpressionTree.Member member) {
    return member.operand() instanceof ExpressionTree.Member(_, var root, var middle, _)
        && root instanceof ExpressionTree.Name(_, var first)
        && QUALIFIED.contains(first + "." + middle + "." + member.member());
  }

  /** {@return the name that a path stands for} */
  static String qualified(ExpressionTree.Member member) {
    return "google.protobuf." + member.member();
  }
}

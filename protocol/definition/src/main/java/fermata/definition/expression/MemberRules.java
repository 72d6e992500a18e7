package fermata.definition.expression;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** The types of members, by name or by a constant key. Confined to one check. */
final class MemberRules {

  private final TypeRules rules;

  MemberRules(TypeRules rules) {
    this.rules = rules;
  }

  /** {@return the type of {@code operand.member}} */
  Type typeOf(Type operand, ExpressionTree.Member member) {
    return typeOf(
        operand, new Written(member.memberSpan(), member.member(), ExpressionPrinter::memberName));
  }

  /** {@return the type of {@code operand['key']}} */
  Type typeOf(Type operand, ExpressionTree key) {
    return typeOf(
        operand, new Written(key.span(), TypeRules.textOf(key), ExpressionPrinter::quoted));
  }

  private Type typeOf(Type operand, Written written) {
    var found = new ArrayList<Type>();
    for (Type alternative : operand.alternatives()) {
      memberOf(alternative, written.name()).ifPresent(found::add);
    }
    if (found.isEmpty()) {
      noMember(operand, written);
    }
    return Type.OneOf.of(found);
  }

  private static Optional<Type> memberOf(Type type, String member) {
    return switch (type) {
      case Type.Dyn _ -> Optional.of(Types.DYN);
      case Type.MapOf(var value) -> Optional.of(value);
      case Type.Structure structure -> fieldOf(structure, member);
      case Type _ -> Optional.empty();
    };
  }

  private static Optional<Type> fieldOf(Type.Structure structure, String member) {
    Type field = structure.fields().get(member);
    return field == null && structure.isOpen()
        ? Optional.of(Types.DYN)
        : Optional.ofNullable(field);
  }

  private void noMember(Type operand, Written written) {
    List<Type.Structure> structures =
        operand.alternatives().stream()
            .filter(Type.Structure.class::isInstance)
            .map(Type.Structure.class::cast)
            .toList();
    if (structures.isEmpty()) {
      rules.report(
          ExpressionProblems.UNKNOWN_MEMBER,
          written.span(),
          operand + " has no members (asked for '" + written.name() + "')");
      return;
    }
    var known = new LinkedHashSet<String>();
    structures.forEach(structure -> known.addAll(structure.fields().keySet()));
    String message = "unknown member '" + written.name() + "'";
    rules.report(written.problem(ExpressionProblems.UNKNOWN_MEMBER, message, known));
  }
}

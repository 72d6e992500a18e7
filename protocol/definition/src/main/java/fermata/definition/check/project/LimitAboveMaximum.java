package fermata.definition.check.project;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.DurationText;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlNode.Scalar;
import fermata.definition.yaml.YamlValues;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A limit above what the workspace allows. */
public final class LimitAboveMaximum implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F8035", "project/limit-above-maximum", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The project file has a lower maximum, which no agent may exceed.";
  }

  private static final Set<String> PLACES = Set.of("limits", "limits.default");

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    Mapping max = context.project().limitsMax();
    if (max == null) {
      return;
    }
    for (Block block : context.tree().blocks(KeyContext.LIMITS)) {
      if (block.context() == KeyContext.LIMITS && PLACES.contains(block.pointer())) {
        block.entries().forEach(entry -> check(entry, max, problems));
      }
    }
  }

  private void check(Entry entry, Mapping max, Consumer<Problem> problems) {
    Optional<Scalar> most = max.find(entry.keyText()).flatMap(LimitAboveMaximum::scalar);
    Optional<Scalar> own = scalar(entry.value());
    Optional<BigDecimal> mostAmount = most.flatMap(LimitAboveMaximum::amount);
    Optional<BigDecimal> ownAmount = own.flatMap(LimitAboveMaximum::amount);
    if (ownAmount.isPresent()
        && mostAmount.isPresent()
        && ownAmount.get().compareTo(mostAmount.get()) > 0) {
      problems.accept(
          Problem.of(
              code(),
              own.orElseThrow().span(),
              "'%s' is %s (expected: at most %s, the maximum of the workspace)"
                  .formatted(
                      entry.keyText(), own.orElseThrow().text(), most.orElseThrow().text())));
    }
  }

  private static Optional<Scalar> scalar(YamlNode node) {
    return YamlValues.resolved(node) instanceof Scalar scalar
        ? Optional.of(scalar)
        : Optional.empty();
  }

  /** Durations count in milliseconds; they are only compared with each other. */
  private static Optional<BigDecimal> amount(Scalar scalar) {
    if (scalar.text().matches("[0-9]+(\\.[0-9]+)?")) {
      return Optional.of(new BigDecimal(scalar.text()));
    }
    return DurationText.parse(scalar.text()).map(found -> BigDecimal.valueOf(found.toMillis()));
  }
}

package fermata.definition.check.key;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.NodeForm;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.YamlNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A value of another form than the key wants. */
public final class WrongType implements Rule {

  private static final List<String> YES = List.of("yes", "on", "y");
  private static final List<String> NO = List.of("no", "off", "n");

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1103", "key/wrong-type", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The value is of another form than the key wants, such as a list where a text belongs.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (PlacedValue value : context.tree().values()) {
      NodeForm form = NodeForm.of(value.node());
      if (form != NodeForm.ABSENT && !fits(value.shape(), form)) {
        problems.accept(problem(context, value, form));
      }
    }
  }

  private static boolean fits(Shape shape, NodeForm form) {
    return switch (shape) {
      case Shape.Literal _, Shape.Computed _ -> true;
      // What the author wrote without quotes is taken as a text where a text is wanted.
      case Shape.Text _, Shape.Choice _ -> form.isScalar() && form != NodeForm.NULL;
      case Shape.Whole _ -> form == NodeForm.INTEGER;
      case Shape.Decimal _ -> form == NodeForm.INTEGER || form == NodeForm.DECIMAL;
      case Shape.Flag() -> form == NodeForm.FLAG;
      case Shape.Items _ -> form == NodeForm.SEQUENCE;
      case Shape.Names _, Shape.Keys _, Shape.NodeBody() -> form == NodeForm.MAPPING;
      case Shape.Either _ -> false;
    };
  }

  private Problem problem(CheckContext context, PlacedValue value, NodeForm form) {
    String expected = value.declared().describe();
    String message =
        subject(value) + ": found " + found(value, form) + " (expected: " + expected + ")";
    Problem problem = Problem.of(code(), place(value), message);
    return withFix(problem, context, value, form);
  }

  private static String subject(PlacedValue value) {
    return value.key() == null ? "the definition" : "'" + value.key().name() + "'";
  }

  private static String found(PlacedValue value, NodeForm form) {
    boolean isShort =
        value.node() instanceof YamlNode.Scalar scalar
            && form.isScalar()
            && scalar.text().length() <= 40
            && !scalar.text().contains("\n");
    return isShort
        ? form.noun() + " '" + ((YamlNode.Scalar) value.node()).text() + "'"
        : form.noun();
  }

  /** A mapping or a list may be long: its key, or its first line, is enough to mark. */
  private static Span place(PlacedValue value) {
    boolean isScalar = value.node() instanceof YamlNode.Scalar;
    boolean isItem = value.pointer().endsWith("]");
    return isScalar || isItem ? value.node().span() : value.keySpan();
  }

  private static Problem withFix(
      Problem problem, CheckContext context, PlacedValue value, NodeForm form) {
    String text = context.source().slice(value.node().span());
    Span span = value.node().span();
    return switch (value.declared()) {
      case Shape.Flag() when YES.contains(text.toLowerCase(Locale.ROOT)) ->
          problem.withFix("Change to true", List.of(new TextEdit(span, "true")));
      case Shape.Flag() when NO.contains(text.toLowerCase(Locale.ROOT)) ->
          problem.withFix("Change to false", List.of(new TextEdit(span, "false")));
      case Shape.Items(Shape.Text _) when form.isScalar() && !text.contains("\n") ->
          problem.withFix("Make it a list", List.of(new TextEdit(span, "[" + text + "]")));
      case Shape.Text(var wanted) when isSingle(value) && wanted != TextForm.EXPRESSION ->
          problem.withFix("Take the only item", List.of(new TextEdit(span, only(context, value))));
      case Shape.Text _,
          Shape.Items _,
          Shape.Flag _,
          Shape.Choice _,
          Shape.Whole _,
          Shape.Decimal _,
          Shape.Literal _,
          Shape.Computed _,
          Shape.Names _,
          Shape.Keys _,
          Shape.NodeBody _,
          Shape.Either _ ->
          problem;
    };
  }

  private static boolean isSingle(PlacedValue value) {
    return value.node() instanceof YamlNode.Sequence sequence
        && sequence.isFlow()
        && sequence.items().size() == 1
        && sequence.items().getFirst() instanceof YamlNode.Scalar;
  }

  private static String only(CheckContext context, PlacedValue value) {
    return value.node() instanceof YamlNode.Sequence sequence
        ? context.source().slice(sequence.items().getFirst().span())
        : "";
  }
}

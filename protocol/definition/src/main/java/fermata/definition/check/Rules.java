package fermata.definition.check;

import fermata.definition.check.expression.ConstantCondition;
import fermata.definition.check.expression.MayBeUnset;
import fermata.definition.check.expression.MissingMarks;
import fermata.definition.check.expression.NeverAvailable;
import fermata.definition.check.expression.NotEvaluated;
import fermata.definition.check.expression.NotYetAvailable;
import fermata.definition.check.expression.ValueMismatch;
import fermata.definition.check.graph.AlsoTaken;
import fermata.definition.check.graph.DefaultWithCondition;
import fermata.definition.check.graph.DuplicateWay;
import fermata.definition.check.graph.MultipleDefaults;
import fermata.definition.check.graph.NoDefault;
import fermata.definition.check.graph.NoNodes;
import fermata.definition.check.graph.NoTerminal;
import fermata.definition.check.graph.NoWayOut;
import fermata.definition.check.graph.ShadowedWay;
import fermata.definition.check.graph.UnconditionalCycle;
import fermata.definition.check.graph.UnreachableNode;
import fermata.definition.check.graph.WayWithoutOccasion;
import fermata.definition.check.key.AmbiguousScalar;
import fermata.definition.check.key.DefaultAndRequired;
import fermata.definition.check.key.EmptyValue;
import fermata.definition.check.key.ExclusiveKeys;
import fermata.definition.check.key.InvalidDuration;
import fermata.definition.check.key.MissingKey;
import fermata.definition.check.key.NoKind;
import fermata.definition.check.key.NotSupported;
import fermata.definition.check.key.OtherKind;
import fermata.definition.check.key.OutOfRange;
import fermata.definition.check.key.RepeatedItem;
import fermata.definition.check.key.TooDeep;
import fermata.definition.check.key.UnknownKey;
import fermata.definition.check.key.UnknownValue;
import fermata.definition.check.key.WrongType;
import fermata.definition.check.policy.EverythingAllowed;
import fermata.definition.check.policy.InvalidModel;
import fermata.definition.check.policy.LiteralSecret;
import fermata.definition.check.policy.NoBudget;
import fermata.definition.check.policy.NoModel;
import fermata.definition.check.policy.RetryNotIdempotent;
import fermata.definition.check.policy.RetryWithoutEffect;
import fermata.definition.check.reference.FileNotFound;
import fermata.definition.check.reference.FileOutside;
import fermata.definition.check.reference.InvalidName;
import fermata.definition.check.reference.OutputNeverSet;
import fermata.definition.check.reference.OutputNotEverywhere;
import fermata.definition.check.reference.OutputWithoutSource;
import fermata.definition.check.reference.SimilarIds;
import fermata.definition.check.reference.UndeclaredOutput;
import fermata.definition.check.reference.UnknownNode;
import fermata.definition.check.reference.UnknownStateKey;
import fermata.definition.check.reference.UnusedInput;
import fermata.definition.check.reference.UnusedState;
import fermata.definition.check.reference.UnusedVariable;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.schema.BrokenReference;
import fermata.definition.check.schema.Contradiction;
import fermata.definition.check.schema.DefaultMismatch;
import fermata.definition.check.schema.EnumMismatch;
import fermata.definition.check.schema.InvalidPattern;
import fermata.definition.check.schema.KeywordWithoutEffect;
import fermata.definition.check.schema.UnknownKeyword;
import fermata.definition.check.schema.UnknownMember;
import fermata.definition.check.tool.AllowedAndDenied;
import fermata.definition.check.tool.ArgumentMismatch;
import fermata.definition.check.tool.MissingArguments;
import fermata.definition.check.tool.NothingAllowed;
import fermata.definition.check.tool.PatternWithoutTool;
import fermata.definition.check.tool.ShadowedApproval;
import fermata.definition.check.tool.ToolNotAllowed;
import fermata.definition.check.tool.UnknownArgument;
import fermata.definition.check.tool.UnknownTool;
import fermata.definition.check.tool.UnknownToolOutput;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All rules. */
public final class Rules {

  /** Those that look at keys, names and schemas only, and so fit a tool catalogue too. */
  public static final List<Rule> OF_FORM =
      List.of(
          new UnknownKey(),
          new MissingKey(),
          new WrongType(),
          new UnknownValue(),
          new ExclusiveKeys(),
          new OtherKind(),
          new NotSupported(),
          new NoKind(),
          new InvalidDuration(),
          new OutOfRange(),
          new EmptyValue(),
          new AmbiguousScalar(),
          new TooDeep(),
          new RepeatedItem(),
          new DefaultAndRequired(),
          new UnknownKeyword(),
          new InvalidPattern(),
          new BrokenReference(),
          new Contradiction(),
          new DefaultMismatch(),
          new UnknownMember(),
          new KeywordWithoutEffect(),
          new EnumMismatch(),
          new InvalidName());

  private static final List<Rule> OF_MEANING =
      List.of(
          new UnknownNode(),
          new SimilarIds(),
          new UnknownStateKey(),
          new UndeclaredOutput(),
          new OutputNeverSet(),
          new FileOutside(),
          new FileNotFound(),
          new UnusedVariable(),
          new UnusedInput(),
          new UnusedState(),
          new OutputWithoutSource(),
          new OutputNotEverywhere(),
          new NoNodes(),
          new UnreachableNode(),
          new NoTerminal(),
          new UnconditionalCycle(),
          new MultipleDefaults(),
          new ShadowedWay(),
          new DuplicateWay(),
          new DefaultWithCondition(),
          new NoDefault(),
          new NoWayOut(),
          new WayWithoutOccasion(),
          new AlsoTaken(),
          new MissingMarks(),
          new NotEvaluated(),
          new NotYetAvailable(),
          new NeverAvailable(),
          new MayBeUnset(),
          new ValueMismatch(),
          new ConstantCondition(),
          new UnknownTool(),
          new ToolNotAllowed(),
          new UnknownArgument(),
          new MissingArguments(),
          new ArgumentMismatch(),
          new UnknownToolOutput(),
          new PatternWithoutTool(),
          new NothingAllowed(),
          new AllowedAndDenied(),
          new ShadowedApproval(),
          new RetryNotIdempotent(),
          new InvalidModel(),
          new NoModel(),
          new LiteralSecret(),
          new NoBudget(),
          new EverythingAllowed(),
          new RetryWithoutEffect());

  /** In the order of their codes. */
  public static final List<Rule> ALL =
      Stream.concat(OF_FORM.stream(), OF_MEANING.stream())
          .sorted(Comparator.comparing(rule -> rule.code().code()))
          .toList();

  private Rules() {}
}

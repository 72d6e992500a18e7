package fermata.definition.load;

import fermata.definition.check.Rules;
import fermata.definition.index.ExpressionSite;
import fermata.definition.text.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Tells the problems of a definition from those of the files that it includes. */
final class PartCheck {

  private PartCheck() {}

  /**
   * {@return a definition with its problems and those of its parts}
   *
   * <p>Comments leave out the problems of the file that they stand in.
   */
  static LoadedAgent split(ReadAgent read, Included included, ProblemList problems) {
    boolean isSure = AgentLoader.isSure(read);
    var severities = AgentLoader.severities(read);
    var all =
        new ArrayList<>(
            problems
                .sorted(
                    read.parsed().value(),
                    isSure,
                    severities,
                    found -> included.partAt(found.span().start()).isEmpty())
                .stream()
                .map(included::seenFromHere)
                .toList());
    SequencedMap<String, List<Problem>> parts = new LinkedHashMap<>();
    for (Inclusion.Part part : included.parts()) {
      List<Problem> inside =
          problems
              .sorted(
                  part.parsed().value(),
                  isSure,
                  severities,
                  found ->
                      included.partAt(found.span().start()).filter(part::equals).isPresent()
                          && !isOfUse(found))
              .stream()
              .toList();
      all.addAll(Included.told(part, inside));
      parts.put(part.path(), Included.own(part, inside));
    }
    all.sort(Comparator.comparingInt(found -> found.span().start()));
    return new LoadedAgent(read, all.stream().distinct().toList(), parts);
  }

  /** What one definition does not use another may. */
  private static boolean isOfUse(Problem problem) {
    return problem.code().name().contains("unused");
  }

  /** {@return a file of prose with the problems of its expressions} */
  static LoadedAgent ofProse(ReadAgent read) {
    var problems = new ProblemList(List.of());
    read.sites().forEach(site -> SiteProblems.syntax(site).forEach(problems::add));
    for (ExpressionSite site : read.index().expressions()) {
      SiteProblems.types(site).problems().forEach(problems::add);
    }
    return new LoadedAgent(
        read, problems.sorted(read.parsed().value(), false, AgentLoader.severities(read)));
  }

  /** {@return a part as it is by itself: what it means only those say that include it} */
  static LoadedAgent of(ReadAgent read) {
    var problems = new ProblemList(read.parsed().problems());
    TreeSize.check(read.parsed().problems(), read.layout(), "part").ifPresent(problems::add);
    ReadAgent.Whole whole = read.whole();
    if (whole != null) {
      whole.included().problems().stream()
          .filter(found -> whole.included().partAt(found.span().start()).isEmpty())
          .forEach(problems::add);
    }
    read.sites().forEach(site -> SiteProblems.syntax(site).forEach(problems::add));
    var context =
        FormContext.of(read.source(), read.root(), read.layout(), read.surroundings().project());
    Rules.OF_FORM.forEach(rule -> rule.check(context, problems::add));
    return new LoadedAgent(
        read, problems.sorted(read.parsed().value(), false, AgentLoader.severities(read)));
  }
}

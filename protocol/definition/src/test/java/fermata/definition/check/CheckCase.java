package fermata.definition.check;

import fermata.definition.fixture.Fixture;
import fermata.definition.fixture.Marks;
import fermata.definition.load.AgentFolder;
import fermata.definition.load.AgentLoader;
import fermata.definition.load.BuiltinTools;
import fermata.definition.load.FolderAgents;
import fermata.definition.load.LoadedAgent;
import fermata.definition.load.ProjectLoader;
import fermata.definition.load.PromptFiles;
import fermata.definition.load.Surroundings;
import fermata.definition.load.ToolCatalogLoader;
import fermata.definition.project.Project;
import fermata.definition.text.FileText;
import fermata.definition.text.LineIndex;
import fermata.definition.text.LineIndex.Place;
import fermata.definition.text.Problem;
import fermata.definition.text.SourceText;
import fermata.definition.text.TextEdit;
import fermata.definition.tool.Certainty;
import fermata.definition.tool.KnownTools;
import fermata.definition.tool.ToolDeclaration;
import fermata.definition.tool.ToolSchema;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A case of a definition that is checked.
 *
 * <p>The title begins with the code that the case is about, and says what to do. Problems are
 * marked below the lines they are in. Sections that say how the text is read:
 *
 * <ul>
 *   <li>{@code good}: the same, repaired; marked like the text
 *   <li>{@code why}: what the problem leads to, for the page of its code
 *   <li>{@code beside}: codes of other problems that the text cannot be without
 *   <li>{@code name}: the name of the file, which says what is in it
 *   <li>{@code file NAME}: a file beside the definition
 *   <li>{@code unreadable NAME}: one that is no text, with the reason
 *   <li>{@code tools}: a catalogue of tools beside those that are built in
 *   <li>{@code project}: the project file of the workspace; {@code good project} that of the good
 *       text
 *   <li>{@code unknown tools}: not all tools are known
 *   <li>{@code catalogue}: the text is a catalogue of tools
 * </ul>
 *
 * <p>Sections that say what is found: {@code problems} where the text has {@code «3×abc»} in it,
 * which stands for {@code abc} three times; {@code related}; and for each fix the lines that it
 * takes away and adds.
 */
record CheckCase(Fixture fixture) {

  private static final String GOOD = "good project";
  private static final Pattern REPEATED = Pattern.compile("«(\\d+)×([^»]*)»");

  String code() {
    return fixture.title().substring(0, 5);
  }

  /** {@return the text without marks, with what is repeated in it} */
  String text() {
    return expand(Marks.strip(fixture.text()));
  }

  boolean hasGood() {
    return fixture.sections().containsKey("good");
  }

  String good() {
    return expand(Marks.strip(fixture.section("good")));
  }

  private static String expand(String text) {
    return REPEATED.matcher(text).replaceAll(CheckCase::repeated);
  }

  private static String repeated(MatchResult match) {
    String text = match.group(2).replace("\\n", "\n").repeat(Integer.parseInt(match.group(1)));
    return Matcher.quoteReplacement(text);
  }

  boolean isRepeated() {
    return REPEATED.matcher(fixture.text()).find();
  }

  /** {@return the name of the file} */
  String name() {
    return fixture.sections().getOrDefault("name", "fixture").strip();
  }

  List<Problem> problems(String text) {
    var source = new SourceText(name(), text);
    return fixture.sections().containsKey("catalogue")
        ? catalogue(source)
        : load(source).problems();
  }

  private List<Problem> catalogue(SourceText source) {
    boolean hasFiles =
        fixture.sections().keySet().stream().anyMatch(name -> name.startsWith("file "));
    return hasFiles
        ? ToolCatalogLoader.load(source, Project.NONE, PromptFiles.reading(this::file)).problems()
        : ToolCatalogLoader.load(source).problems();
  }

  LoadedAgent load(SourceText source) {
    var around =
        new Surroundings(PromptFiles.reading(this::file), tools())
            .withProject(project(source.text()));
    return AgentLoader.load(source, around.withAgents(new FolderAgents(agents(), around)));
  }

  private FileText file(String path) {
    String content = fixture.sections().get("file " + path);
    String reason = fixture.sections().get("unreadable " + path);
    if (reason != null) {
      return new FileText.Unreadable(reason.strip());
    }
    return content == null ? new FileText.Missing() : new FileText.Found(content);
  }

  private AgentFolder agents() {
    return new FixtureFolder(fixture.sections(), "");
  }

  private Project project(String text) {
    boolean isRepaired = hasGood() && text.equals(good());
    String section = isRepaired && fixture.sections().containsKey(GOOD) ? GOOD : "project";
    return fixture.sections().containsKey(section)
        ? ProjectLoader.load(new SourceText("fermata.yaml", fixture.section(section))).value()
        : Project.NONE;
  }

  private KnownTools tools() {
    List<ToolSchema> declared =
        ToolCatalogLoader.load(new SourceText("tools", fixture.section("tools"))).value().stream()
            .map(ToolDeclaration::schema)
            .toList();
    boolean isComplete = !fixture.sections().containsKey("unknown tools");
    return BuiltinTools.knowledge()
        .with(new KnownTools(isComplete ? Certainty.COMPLETE : Certainty.INCOMPLETE, declared));
  }

  /** {@return the fixture with the expectations as they are} */
  Fixture actual() {
    String text = text();
    List<Problem> problems = problems(text);
    Fixture actual = fixture.without("fix ").without("related").without("problems");
    if (hasGood()) {
      actual = actual.with("good", Marks.add(good(), problems(good())));
    }
    actual =
        isRepeated()
            ? actual.with("problems", listed(text, problems))
            : actual.withText(Marks.add(text, problems));
    String related = related(text, problems);
    return withFixes(related.isEmpty() ? actual : actual.with("related", related), text, problems);
  }

  /** The same thing said of many places is listed once. */
  private static String listed(String text, List<Problem> problems) {
    SequencedMap<String, List<Problem>> groups =
        problems.stream()
            .collect(
                Collectors.groupingBy(CheckCase::said, LinkedHashMap::new, Collectors.toList()));
    var lines = new StringBuilder();
    groups.forEach(
        (said, group) -> {
          String more = group.size() == 1 ? "" : " (and %d more)".formatted(group.size() - 1);
          String place = place(text, group.getFirst().span().start());
          lines.append(place).append(' ').append(said).append(more).append('\n');
        });
    return lines.toString();
  }

  private static String said(Problem problem) {
    return "%s %s: %s"
        .formatted(problem.severity().label(), problem.code().code(), problem.message());
  }

  private static String related(String text, List<Problem> problems) {
    return problems.stream()
        .flatMap(
            problem ->
                problem.related().stream()
                    .map(
                        related ->
                            "%s %s: %s%n"
                                .formatted(
                                    problem.code().code(),
                                    place(text, related.span().start()),
                                    related.message())))
        .collect(Collectors.joining());
  }

  private static String place(String text, int offset) {
    Place place = LineIndex.of(text).place(offset);
    return (place.line() + 1) + ":" + (place.column() + 1);
  }

  private Fixture withFixes(Fixture actual, String text, List<Problem> problems) {
    Fixture withFixes = actual;
    int number = 1;
    for (Problem problem : problems) {
      for (Problem.Fix fix : problem.fixes()) {
        String fixed = apply(text, fix.edits());
        String name = "fix " + number++ + ": " + fix.title() + verdict(problem, problems, fixed);
        withFixes = withFixes.with(name, difference(text, fixed));
      }
    }
    return withFixes;
  }

  /** What is to be said of a fix that does not just take its problem away. */
  private String verdict(Problem fixed, List<Problem> before, String text) {
    List<Problem> after = problems(text);
    if (count(after, fixed) >= count(before, fixed)) {
      return " (PROBLEM STAYS)";
    }
    String added =
        after.stream()
            .filter(problem -> count(after, problem) > count(before, problem))
            .map(problem -> problem.code().code() + " " + problem.message())
            .collect(Collectors.joining("; "));
    return added.isEmpty() ? "" : " (THEN " + added + ")";
  }

  private static long count(List<Problem> problems, Problem like) {
    return problems.stream().filter(problem -> problem.code().equals(like.code())).count();
  }

  static String apply(String text, List<TextEdit> edits) {
    var fixed = new StringBuilder(text);
    edits.stream()
        .sorted(Comparator.comparingInt((TextEdit edit) -> edit.span().start()).reversed())
        .forEach(edit -> fixed.replace(edit.span().start(), edit.span().end(), edit.newText()));
    return fixed.toString();
  }

  /** The lines between what both texts begin with and what both end with. */
  private static String difference(String before, String after) {
    List<String> old = Arrays.asList(before.split("\n", -1));
    List<String> now = Arrays.asList(after.split("\n", -1));
    int shorter = Math.min(old.size(), now.size());
    int start = 0;
    while (start < shorter && old.get(start).equals(now.get(start))) {
      start++;
    }
    int end = 0;
    while (end < shorter - start
        && old.get(old.size() - 1 - end).equals(now.get(now.size() - 1 - end))) {
      end++;
    }
    var lines = new StringBuilder();
    old.subList(start, old.size() - end)
        .forEach(line -> lines.append("- ").append(line).append('\n'));
    now.subList(start, now.size() - end)
        .forEach(line -> lines.append("+ ").append(line).append('\n'));
    return lines.toString();
  }
}

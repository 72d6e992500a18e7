package fermata.definition.assist;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.fixture.Fixture;
import fermata.definition.fixture.FixtureFile;
import fermata.definition.load.AgentLoader;
import fermata.definition.load.BuiltinTools;
import fermata.definition.load.PromptFiles;
import fermata.definition.load.ReadAgent;
import fermata.definition.naming.Mentions;
import fermata.definition.naming.Renames;
import fermata.definition.naming.Renaming;
import fermata.definition.refactor.Refactoring;
import fermata.definition.refactor.Refactorings;
import fermata.definition.text.LineIndex;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.view.Folds;
import fermata.definition.view.Links;
import fermata.definition.view.RunPlaces;
import fermata.definition.view.Selections;
import fermata.definition.view.Words;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Marked texts and what an editor gets at the mark.
 *
 * <p>Sections: {@code labels} (all items in their order), {@code first} (the first eight), {@code
 * items} (with kind, detail and what is written), {@code accept LABEL} (the text afterwards, a mark
 * at each stop), {@code hover}, {@code definition}, {@code references}, {@code highlight}, {@code
 * prepare} (the word that can be renamed), {@code rename NAME} (the text afterwards). {@code name}
 * is the file's own and {@code file PATH} one beside it; {@code refactor} has what could be written
 * instead, with a new name in its title.
 */
class AssistFixtureTest {

  static final char MARK = '\u2038';
  private static final String NAME = "name";
  private static final String FILE = "file ";
  private static final int FIRST_COUNT = 8;

  @TestFactory
  Stream<DynamicTest> answersAsTheFixturesSay() {
    return FixtureFile.tests("assist", AssistFixtureTest::actual);
  }

  private static Fixture actual(Fixture fixture) {
    int offset = fixture.text().indexOf(MARK);
    assertThat(offset).as("a mark in %s", fixture.title()).isNotNegative();
    String text = fixture.text().replace(String.valueOf(MARK), "");
    String name = fixture.sections().getOrDefault(NAME, "a.agent.yaml").strip();
    PromptFiles files = path -> file(fixture, path);
    ReadAgent agent = AgentLoader.read(new SourceText(name, text), files, BuiltinTools.knowledge());
    Fixture actual = fixture;
    for (String section : fixture.without(NAME).sections().keySet()) {
      if (!section.startsWith(FILE)) {
        actual = actual.with(section, answer(section, agent, offset));
      }
    }
    return actual;
  }

  private static Optional<SourceText> file(Fixture fixture, String path) {
    return Optional.ofNullable(fixture.sections().get(FILE + path))
        .map(text -> new SourceText(path, text));
  }

  static ReadAgent load(String text) {
    return load(new SourceText("a.agent.yaml", text));
  }

  private static ReadAgent load(SourceText text) {
    return AgentLoader.read(text, PromptFiles.NONE, BuiltinTools.knowledge());
  }

  private static String answer(String section, ReadAgent agent, int offset) {
    return switch (section) {
      case "labels" -> labels(Completions.at(agent, offset).items());
      case "first" ->
          labels(Completions.at(agent, offset).items().stream().limit(FIRST_COUNT).toList());
      case "items" ->
          Completions.at(agent, offset).items().stream()
              .map(AssistFixtureTest::item)
              .collect(Collectors.joining());
      case "hover" -> Hovers.at(agent, offset).map(hover -> hover(agent, hover)).orElse("");
      case "definition" ->
          Definitions.declarations(agent, offset).stream()
              .map(target -> target(agent, target))
              .collect(Collectors.joining());
      case "references" ->
          Mentions.at(agent, offset).stream()
              .map(mention -> place(agent, mention.span()))
              .collect(Collectors.joining());
      case "highlight" ->
          Mentions.here(agent, offset).stream()
              .map(mention -> mention.kind() + " " + place(agent, mention.span()))
              .collect(Collectors.joining());
      case "signature" -> Signatures.at(agent, offset).map(AssistFixtureTest::signature).orElse("");
      case "selection" ->
          Selections.around(agent, offset).stream()
              .map(span -> agent.source().slice(span).replace("\n", "\u23CE") + "\n")
              .collect(Collectors.joining());
      case "folds" ->
          Folds.of(agent).stream()
              .map(
                  fold ->
                      "%d-%d %s%n".formatted(fold.startLine() + 1, fold.endLine() + 1, fold.kind()))
              .collect(Collectors.joining());
      case "words" ->
          Words.of(agent).stream()
              .map(
                  word ->
                      (word.isDeclared() ? "+" : "")
                          + "%s %s%n".formatted(word.kind(), agent.source().slice(word.span())))
              .collect(Collectors.joining());
      case "links" ->
          Links.of(agent).stream()
              .map(link -> place(agent, link.span()))
              .collect(Collectors.joining());
      case "runs" ->
          RunPlaces.of(agent).stream()
              .map(run -> run.entry() + " " + place(agent, run.span()))
              .collect(Collectors.joining());
      case "refactor" ->
          Refactorings.at(AgentLoader.check(agent), offset).stream()
              .map(found -> refactored(agent, found))
              .collect(Collectors.joining());
      case "prepare" -> renamed(agent, Renames.prepare(agent, offset));
      case String rename when rename.startsWith("rename ") ->
          renamed(agent, Renames.rename(agent, offset, rename.substring("rename ".length())));
      case String accept -> accept(accept.substring("accept ".length()), agent, offset);
    };
  }

  private static String labels(List<Completion> items) {
    return items.isEmpty()
        ? ""
        : items.stream().map(Completion::label).collect(Collectors.joining(", ", "", "\n"));
  }

  private static String item(Completion item) {
    return "%s | %s | %s | %s%n"
        .formatted(item.label(), item.kind(), item.detail(), item.insertion().plain());
  }

  private static String hover(ReadAgent agent, Hover hover) {
    return "'" + agent.source().slice(hover.span()) + "'\n" + hover.markdown() + "\n";
  }

  private static String target(ReadAgent agent, Definitions.Target target) {
    return switch (target) {
      case Definitions.Target.Here(var span) -> place(agent, span);
      case Definitions.Target.InFile(var found) ->
          "in " + found.path() + " " + found.span().start() + "\n";
      case Definitions.Target.OfTool(var name) -> "tool " + name + "\n";
      case Definitions.Target.OfAgent(var name) -> "agent " + name + "\n";
      case Definitions.Target.OfFile(var path) -> "file " + path + "\n";
    };
  }

  private static String place(ReadAgent agent, Span span) {
    var place = LineIndex.of(agent.source().text()).place(span.start());
    return "%d:%d %s%n".formatted(place.line() + 1, place.column() + 1, agent.source().slice(span));
  }

  /** The ways, an arrow at the one that fits, and the argument in angle brackets. */
  private static String signature(SignatureHelp help) {
    var lines = new StringBuilder();
    for (SignatureHelp.Way way : help.ways()) {
      boolean isActive = help.ways().indexOf(way) == help.active();
      var label = new StringBuilder(way.label());
      if (isActive && help.parameter() < way.parameters().size()) {
        Span argument = way.parameters().get(help.parameter());
        label.insert(argument.end(), '>').insert(argument.start(), '<');
      }
      lines.append(isActive ? "→ " : "  ").append(label).append('\n');
    }
    return lines.toString();
  }

  private static String refactored(ReadAgent agent, Refactoring refactoring) {
    String text = TextEdit.apply(agent.source().text(), refactoring.edits());
    Refactoring.NewFile file = refactoring.file();
    String beside = file == null ? "" : "-- " + file.path() + "\n" + file.text();
    return "-- "
        + refactoring.title()
        + (refactoring.newName() == null ? "" : " -> " + refactoring.newName())
        + "\n"
        + text
        + beside
        + (beside.endsWith("\n") || file == null ? "" : "\n");
  }

  private static String renamed(ReadAgent agent, Renaming renaming) {
    return switch (renaming) {
      case Renaming.Possible(var word, _) -> place(agent, word);
      case Renaming.Refused(var reason) -> "refused: " + reason + "\n";
      case Renaming.Edits(var here, _) -> TextEdit.apply(agent.source().text(), here);
    };
  }

  private static String accept(String label, ReadAgent agent, int offset) {
    CompletionList list = Completions.at(agent, offset);
    Completion item =
        list.items().stream()
            .filter(found -> found.label().equals(label))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no " + label + " in " + list.items()));
    var marked = new StringBuilder(item.insertion().rich());
    item.insertion().stops().reversed().forEach(stop -> marked.insert((int) stop, MARK));
    String after = AcceptedText.of(agent.source().text(), list.replaced(), marked.toString());
    return after.endsWith("\n") ? after : after + "\n";
  }
}

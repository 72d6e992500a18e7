package fermata.definition.assist;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.fixture.TextsAtHand;
import fermata.definition.keys.Key;
import fermata.definition.keys.KeyCatalogue;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree;
import fermata.definition.load.AgentLoader;
import fermata.definition.load.BuiltinTools;
import fermata.definition.load.LoadedAgent;
import fermata.definition.load.PromptFiles;
import fermata.definition.load.ReadAgent;
import fermata.definition.naming.Mentions;
import fermata.definition.naming.Renames;
import fermata.definition.refactor.Refactorings;
import fermata.definition.text.LineIndex;
import fermata.definition.text.Problem;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.view.Fold;
import fermata.definition.view.Folds;
import fermata.definition.view.Links;
import fermata.definition.view.RunPlaces;
import fermata.definition.view.Selections;
import fermata.definition.view.Word;
import fermata.definition.view.Words;
import fermata.definition.yaml.DocumentParser;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlValues;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What holds at every place of every text at hand, whole and broken. */
class EveryPlaceTest {

  private static final Set<String> UNKNOWN =
      Set.of("key/unknown", "key/other-kind", "schema/unknown-keyword", "tool/unknown-argument");

  private static final int SAMPLE = 5;

  /** A text shorter than this is asked about at each of its places, a longer one at fewer. */
  private static final int LONG = 100;

  @TestFactory
  Stream<DynamicTest> answersEverywhereAndOffersOnlyKnownKeys() {
    return TextsAtHand.all().map(text -> DynamicTest.dynamicTest(text.name(), () -> places(text)));
  }

  @TestFactory
  Stream<DynamicTest> offersOnlyKnownKeysOnNewLines() {
    return TextsAtHand.examples()
        .map(text -> DynamicTest.dynamicTest(text.name(), () -> everyNewLine(text)));
  }

  @TestFactory
  Stream<DynamicTest> answersInTextsThatEndAnywhere() {
    return TextsAtHand.examples()
        .map(text -> DynamicTest.dynamicTest(text.name(), () -> everyPrefix(text)));
  }

  @Test
  void offersEveryKeyOfTheCatalogueSomewhere() {
    Set<String> missing = new TreeSet<>();
    for (KeyContext context : KeyContext.values()) {
      boolean isOfAgents =
          !context.name().startsWith("TOOL_") && !context.name().startsWith("PROJECT");
      KeyCatalogue.keys(context).stream()
          .filter(_ -> isOfAgents)
          .map(Key::name)
          .forEach(missing::add);
    }
    assertThat(missing).isNotEmpty();
    Iterator<SourceText> texts = TextsAtHand.all().iterator();
    while (!missing.isEmpty() && texts.hasNext()) {
      removeOffered(texts.next(), missing);
    }
    assertThat(missing).as("keys that are offered nowhere").isEmpty();
  }

  /** Within a word the same is offered as before it. */
  private static void removeOffered(SourceText text, Set<String> missing) {
    ReadAgent agent = load(text);
    for (int offset = 0; offset <= text.text().length(); offset++) {
      if (offset == 0 || !Character.isLetterOrDigit(text.text().charAt(offset - 1))) {
        Completions.at(agent, offset).items().stream()
            .filter(item -> item.kind() == CompletionKind.KEY)
            .forEach(item -> missing.remove(item.label()));
      }
    }
  }

  private static void places(SourceText text) {
    ReadAgent agent = load(text);
    LoadedAgent checked = AgentLoader.check(agent);
    assertWholeIsSound(agent);
    Set<Span> accepted = new HashSet<>();
    int step = step(text);
    for (int offset = 0; offset <= text.text().length(); offset += step) {
      CompletionList list = Completions.at(agent, offset);
      assertSound(agent, offset, list);
      Hovers.at(agent, offset).ifPresent(hover -> assertInside(agent, hover.span()));
      Definitions.declarations(agent, offset);
      Mentions.at(agent, offset).forEach(mention -> assertInside(agent, mention.span()));
      assertNested(agent, Selections.around(agent, offset));
      if (offset / step % SAMPLE == 0) {
        Renames.prepare(agent, offset);
        Refactorings.at(checked, offset)
            .forEach(found -> assertThat(found.edits()).as(found.title()).isNotEmpty());
        Signatures.at(agent, offset).ifPresent(EveryPlaceTest::assertSound);
      }
      if (accepted.add(list.replaced())) {
        keys(list).stream()
            .filter(item -> item.kind() == CompletionKind.KEY)
            .forEach(item -> accept(agent, list.replaced(), item));
      }
    }
  }

  private static int step(SourceText text) {
    return 1 + text.text().length() / LONG;
  }

  private static void everyNewLine(SourceText text) {
    int end = text.text().indexOf('\n');
    while (end >= 0) {
      int start = text.text().lastIndexOf('\n', end - 1) + 1;
      String line = text.text().substring(start, end);
      int indent = line.length() - line.stripLeading().length();
      for (int spaces : IntStream.of(0, indent, indent + 2, indent + 4).distinct().toArray()) {
        String typed = "\n" + " ".repeat(spaces);
        String longer = text.text().substring(0, end) + typed + text.text().substring(end);
        ReadAgent agent = load(new SourceText(text.name(), longer));
        CompletionList list = Completions.at(agent, end + typed.length());
        keys(list).stream()
            .filter(item -> item.kind() == CompletionKind.KEY)
            .forEach(item -> accept(agent, list.replaced(), item));
      }
      end = text.text().indexOf('\n', end + 1);
    }
  }

  private static void everyPrefix(SourceText text) {
    for (int end = 0; end <= text.text().length(); end += 2 + step(text)) {
      ReadAgent agent = load(new SourceText(text.name(), text.text().substring(0, end)));
      assertSound(agent, end, Completions.at(agent, end));
      Hovers.at(agent, end);
      Definitions.declarations(agent, end);
      Signatures.at(agent, end).ifPresent(EveryPlaceTest::assertSound);
      assertNested(agent, Selections.around(agent, end));
      assertWholeIsSound(agent);
    }
  }

  /** A part of the keys, another one at each place: all at all places would take minutes. */
  private static List<Completion> keys(CompletionList list) {
    return IntStream.range(0, list.items().size())
        .filter(index -> (index + list.replaced().start()) % SAMPLE == 0)
        .mapToObj(list.items()::get)
        .filter(item -> item.kind() == CompletionKind.KEY || item.kind() == CompletionKind.FIELD)
        .toList();
  }

  private static void assertSound(ReadAgent agent, int offset, CompletionList list) {
    assertInside(agent, list.replaced());
    assertThat(list.replaced().touches(offset)).as("the word at %s", offset).isTrue();
    assertThat(agent.source().slice(list.replaced())).doesNotContain("\n");
    assertThat(list.items()).extracting(Completion::label).doesNotHaveDuplicates();
    assertThat(list.items()).allMatch(item -> !item.insertion().plain().contains("\n"));
  }

  /** What an editor shows of a whole text, in whatever state it is. */
  private static void assertWholeIsSound(ReadAgent agent) {
    int end = 0;
    for (Word word : Words.of(agent)) {
      assertThat(word.span().start()).as("%s", word).isGreaterThanOrEqualTo(end);
      assertThat(agent.source().slice(word.span())).isNotBlank().doesNotContain("\n", "\r");
      end = word.span().end();
    }
    int line = -1;
    for (Fold fold : Folds.of(agent)) {
      assertThat(fold.startLine()).as("%s", fold).isGreaterThan(line).isLessThan(fold.endLine());
      line = fold.startLine();
    }
    assertThat(line).isLessThanOrEqualTo(LineIndex.of(agent.source().text()).lineCount());
    Links.of(agent).forEach(link -> assertInside(agent, link.span()));
    RunPlaces.of(agent).forEach(run -> assertInside(agent, run.span()));
  }

  private static void assertNested(ReadAgent agent, List<Span> spans) {
    assertThat(spans.getLast()).isEqualTo(new Span(0, agent.source().text().length()));
    for (int i = 1; i < spans.size(); i++) {
      assertThat(spans.get(i).cover(spans.get(i - 1))).isEqualTo(spans.get(i));
      assertThat(spans.get(i)).isNotEqualTo(spans.get(i - 1));
    }
  }

  private static void assertSound(SignatureHelp help) {
    assertThat(help.active()).isBetween(0, help.ways().size() - 1);
    assertThat(help.parameter()).isNotNegative();
    help.ways()
        .forEach(
            way ->
                way.parameters()
                    .forEach(span -> assertThat(span.end()).isLessThan(way.label().length())));
  }

  private static void assertInside(ReadAgent agent, Span span) {
    assertThat(span.end()).isLessThanOrEqualTo(agent.source().text().length());
  }

  private static void accept(ReadAgent agent, Span replaced, Completion item) {
    String source = agent.source().text();
    for (String written : List.of(item.insertion().plain(), item.insertion().rich())) {
      String text = AcceptedText.of(source, replaced, written);
      // Quotes of an author's own stand around the word, the brace of an empty file before it.
      boolean isKnown =
          isKnown(agent.source().name(), text, replaced.start())
              || isKnown(agent.source().name(), text, Math.max(0, replaced.start() - 1))
              || (source.isBlank() && isKnown(agent.source().name(), text, replaced.start() + 1));
      assertThat(isKnown).as("'%s' at %s of%n%s", item.label(), replaced, text).isTrue();
    }
  }

  private static boolean isKnown(String name, String text, int offset) {
    var source = new SourceText(name, text);
    YamlNode root = YamlValues.resolved(DocumentParser.parse(source).value().root());
    PlacedTree tree = PlacedTree.of(root, source.form());
    for (PlacedTree.Block block : tree.blocks()) {
      for (YamlNode.Entry entry : block.mapping().entries()) {
        if (entry.key().span().start() == offset) {
          return KeyCatalogue.find(block.context(), entry.keyText()).isPresent();
        }
      }
    }
    return false;
  }

  @TestFactory
  Stream<DynamicTest> leavesNoProblemOfUnknownKeysAtWhatWasAccepted() {
    return TextsAtHand.examples()
        .map(text -> DynamicTest.dynamicTest(text.name(), () -> acceptAndCheck(text)));
  }

  private static void acceptAndCheck(SourceText text) {
    ReadAgent agent = load(text);
    Set<Span> accepted = new HashSet<>();
    for (int offset = 0; offset <= text.text().length(); offset += step(text)) {
      CompletionList list = Completions.at(agent, offset);
      if (accepted.add(list.replaced())) {
        keys(list).forEach(item -> assertNoProblem(agent, list.replaced(), item));
      }
    }
  }

  private static void assertNoProblem(ReadAgent agent, Span replaced, Completion item) {
    String text = AcceptedText.of(agent.source().text(), replaced, item.insertion().plain());
    assertThat(AgentLoader.check(load(new SourceText("a", text))).problems())
        .as("'%s' accepted in%n%s", item.label(), text)
        .filteredOn(problem -> isUnknown(problem, replaced.start()))
        .isEmpty();
  }

  private static boolean isUnknown(Problem problem, int offset) {
    return UNKNOWN.contains(problem.code().name()) && problem.span().touches(offset);
  }

  private static ReadAgent load(SourceText text) {
    return AgentLoader.read(text, PromptFiles.NONE, BuiltinTools.knowledge());
  }
}

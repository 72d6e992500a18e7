package fermata.definition.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.fixture.TextsAtHand;
import fermata.definition.keys.PlacedTree;
import fermata.definition.text.Parsed;
import fermata.definition.text.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The lines around a cursor tell the same as the whole text. */
class CursorSliceTest {

  private static final long SEED = 20_260_101;
  private static final String HALF_WRITTEN = "[]{}\"'|>:-#?*&!%@` \n\tab";

  @TestFactory
  Stream<DynamicTest> tellsWhatTheWholeTells() {
    return TextsAtHand.all()
        .map(text -> DynamicTest.dynamicTest(text.name(), () -> compare(text, step(text))));
  }

  @TestFactory
  Stream<DynamicTest> tellsTheSameInTextsThatAreBeingWritten() {
    return TextsAtHand.examples()
        .map(text -> DynamicTest.dynamicTest(text.name(), () -> compareEdited(text)));
  }

  @Test
  void readsFewLinesOfALongTextOnly() {
    SourceText text =
        TextsAtHand.examples().filter(one -> nodes(one) > 5).findFirst().orElseThrow();
    Parsed<YamlDocument> read = DocumentParser.parse(text);
    int prompt = text.text().indexOf("${{ nodes.");

    YamlCursor cursor = YamlCursor.at(read, prompt + "${{ nodes.".length()).orElseThrow();

    assertThat(cursor.root().span().length()).isLessThan(text.text().length() / 3);
    assertThat(cursor.shift()).isPositive();
    assertThat(cursor.place().touches(prompt)).isTrue();
  }

  private static long nodes(SourceText text) {
    return text.text().lines().filter(line -> line.matches("  \\w+:")).count();
  }

  private static int step(SourceText text) {
    return 1 + text.text().length() / 400;
  }

  private static void compareEdited(SourceText text) {
    var random = new Random(SEED + text.name().hashCode());
    String edited = text.text();
    for (int round = 0; round < 40; round++) {
      int at = random.nextInt(edited.length() + 1);
      int end = Math.min(edited.length(), at + (random.nextInt(4) == 0 ? random.nextInt(9) : 0));
      String typed =
          String.valueOf(HALF_WRITTEN.charAt(random.nextInt(HALF_WRITTEN.length())))
              .repeat(random.nextInt(3));
      edited = edited.substring(0, at) + typed + edited.substring(end);
      var source = new SourceText(text.name(), edited);
      Parsed<YamlDocument> read = DocumentParser.parse(source);
      compare(read, Math.min(edited.length(), at + typed.length()));
      compare(read, random.nextInt(edited.length() + 1));
      compare(read, random.nextInt(edited.length() + 1));
      if (round % 8 == 7) {
        edited = text.text();
      }
    }
  }

  private static void compare(SourceText text, int step) {
    Parsed<YamlDocument> read = DocumentParser.parse(text);
    for (int offset = 0; offset <= text.text().length(); offset += step) {
      compare(read, offset);
    }
  }

  private static void compare(Parsed<YamlDocument> read, int offset) {
    SourceText source = read.value().source();
    assertThat(YamlCursor.at(read, offset).map(CursorSliceTest::told))
        .as("at %s of %s", offset, source.text())
        .isEqualTo(YamlCursor.at(source, offset).map(CursorSliceTest::told));
    Optional<YamlCursor> whole =
        YamlCursor.isAlone(source, offset)
            ? YamlCursor.atNewKey(source, offset).filter(found -> found.mapping() != null)
            : Optional.empty();
    assertThat(YamlCursor.atNewKey(read, offset).map(CursorSliceTest::told))
        .as("as a new key at %s of %s", offset, source.text())
        .isEqualTo(whole.map(CursorSliceTest::told));
  }

  /** All that is taken of a cursor, whichever tree it is in. */
  private static List<Object> told(YamlCursor cursor) {
    YamlNode.Mapping mapping = cursor.mapping();
    PlacedTree layout =
        PlacedTree.of(
            YamlValues.resolved(cursor.root()), new SourceText("x.agent.yaml", "").form());
    return List.of(
        cursor.before(),
        cursor.after(),
        cursor.place(),
        cursor.offset(),
        cursor.isInFlow(),
        cursor.hasColon(),
        cursor.scalar().style(),
        mapping == null
            ? List.of()
            : mapping.entries().stream().map(CursorSliceTest::told).toList(),
        layout.values().stream()
            .filter(value -> value.node().equals(cursor.scalar()))
            .findAny()
            .map(
                value ->
                    List.of(
                        value.pointer(),
                        value.shape(),
                        value.scope(),
                        value.owner(),
                        value.context())),
        layout.names().stream()
            .filter(name -> name.entry().key().equals(cursor.scalar()))
            .findAny()
            .map(name -> List.of(name.pointer(), name.form(), name.within(), name.owner())),
        layout.blocks().stream()
            .filter(block -> block.mapping().equals(mapping))
            .findAny()
            .map(block -> List.of(block.context(), block.pointer())));
  }

  private static String told(YamlNode.Entry entry) {
    return entry.keyText() + ": " + YamlValues.toJson(entry.value());
  }
}

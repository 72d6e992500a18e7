package fermata.definition.assist;

import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.load.ReadAgent;
import fermata.definition.text.FileForm;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.yaml.ScalarStyle;
import fermata.definition.yaml.YamlCursor;
import java.util.List;
import java.util.Optional;

/** Offers what could be written at a place of a definition. Total. */
public final class Completions {

  private Completions() {}

  /**
   * {@return what could be written at an offset, whatever stands there already}
   *
   * <p>The items are not filtered by the word under the cursor: an editor does that by its own
   * rules.
   */
  public static CompletionList at(ReadAgent agent, int offset) {
    int inside = Math.clamp(offset, 0, agent.source().text().length());
    if (agent.source().form() == FileForm.PROSE) {
      return inProse(agent, inside);
    }
    return YamlCursor.at(agent.parsed(), inside)
        .map(cursor -> at(CursorPlace.of(agent, cursor)))
        .orElseGet(() -> CompletionList.none(inside));
  }

  /** In prose there is nothing to offer but what expressions may read. */
  private static CompletionList inProse(ReadAgent agent, int offset) {
    var list = agent.layout().values().stream().findFirst();
    return list.flatMap(
            value ->
                ExpressionCursor.of(
                    CursorPlace.inProse(agent, YamlCursor.inProse(agent.source(), offset)), value))
        .map(ExpressionCursor::complete)
        .orElseGet(() -> CompletionList.none(offset));
  }

  private static CompletionList at(CursorPlace place) {
    YamlCursor cursor = place.cursor();
    if (cursor.mapping() == null) {
      return value(place);
    }
    SourceText source = place.agent().source();
    return !cursor.hasColon() && YamlCursor.isAlone(source, cursor.offset())
        ? newKeys(place)
        : keys(place);
  }

  /**
   * With its colon a word can belong to another mapping than without: brackets left open far above
   * swallow words, but not keys. A line at a wrong indent is still offered what its neighbours are.
   */
  private static CompletionList newKeys(CursorPlace place) {
    YamlCursor cursor = place.cursor();
    Optional<YamlCursor> key = YamlCursor.atNewKey(place.agent().parsed(), cursor.offset());
    if (key.isPresent()) {
      return keys(CursorPlace.of(place.agent(), key.get()));
    }
    return cursor.isInFlow() ? CompletionList.none(cursor.offset()) : keys(place);
  }

  private static CompletionList keys(CursorPlace place) {
    var items = new ItemList();
    if (isOneValue(place.cursor())) {
      new KeyItems(place, items).add();
    }
    return items.isEmpty()
        ? CompletionList.none(place.cursor().offset())
        : new CompletionList(place.cursor().place(), items.sorted());
  }

  private static CompletionList value(CursorPlace place) {
    YamlCursor cursor = place.cursor();
    Optional<PlacedValue> value = place.findValue();
    if (value.isEmpty()) {
      return CompletionList.none(cursor.offset());
    }
    if (value.get().shape() instanceof Shape.Text(var form) && form == TextForm.FOREIGN_TOOLS) {
      return ForeignToolItems.inText(place);
    }
    Optional<ExpressionCursor> expression = ExpressionCursor.of(place, value.get());
    if (expression.isPresent()) {
      return expression.get().complete();
    }
    return isOneValue(cursor) ? values(place, value.get()) : CompletionList.none(cursor.offset());
  }

  /** A word or a quoted line is replaced as a whole; prose is left alone. */
  private static boolean isOneValue(YamlCursor cursor) {
    String text = cursor.scalar().text();
    return switch (cursor.scalar().style()) {
      case PLAIN -> text.chars().noneMatch(Character::isWhitespace);
      case SINGLE_QUOTED, DOUBLE_QUOTED -> text.indexOf('\n') < 0 && isOnOneLine(cursor);
      case LITERAL, FOLDED -> false;
    };
  }

  private static boolean isOnOneLine(YamlCursor cursor) {
    return cursor.place().length() <= cursor.scalar().span().length();
  }

  private static CompletionList values(CursorPlace place, PlacedValue value) {
    YamlCursor cursor = place.cursor();
    Span replaced = cursor.place();
    var items = new ItemList();
    new ValueItems(place, value, items).add();
    if (cursor.scalar().style() == ScalarStyle.PLAIN) {
      YamlCursor.atNewKey(place.agent().parsed(), cursor.offset())
          .ifPresent(key -> new KeyItems(CursorPlace.of(place.agent(), key), items).add());
    }
    // A value right after its colon would be read as a part of the key.
    String text = place.agent().source().text();
    boolean isAtColon = replaced.start() > 0 && text.charAt(replaced.start() - 1) == ':';
    List<Completion> sorted = items.sorted();
    if (sorted.isEmpty()) {
      return CompletionList.none(cursor.offset());
    }
    return new CompletionList(
        replaced, isAtColon ? sorted.stream().map(item -> item.after(" ")).toList() : sorted);
  }
}

package fermata.definition.yaml;

import fermata.definition.text.Parsed;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlNode.Scalar;
import fermata.definition.yaml.YamlNode.Sequence;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a word typed at a place of a text would be: the key of which mapping, or which value.
 *
 * <p>The tree is that of the text with {@link #MARK} typed at the place, because only the parser
 * knows what a text that nobody has written yet would mean. That answers for half-typed texts, for
 * a new line at any indent and for flow collections alike.
 *
 * @param root the tree with the mark in it
 * @param scalar the scalar that the mark is in
 * @param mapping the mapping whose key the scalar is; absent where the scalar is a value
 * @param isInFlow whether the scalar stands in a flow collection
 * @param hasColon whether a colon stands after the scalar in the text itself
 * @param offset where the mark was typed, in the text
 * @param shift from a place in the tree to the same in the text with the mark: where lines of the
 *     text were enough to tell, the tree is theirs
 */
public record YamlCursor(
    YamlNode root,
    Scalar scalar,
    @Nullable Mapping mapping,
    boolean isInFlow,
    boolean hasColon,
    int offset,
    int shift) {

  /** What is typed at the cursor; letters only, so that it is a word in every language inside. */
  public static final String MARK = "qZcursorZq";

  private static final String BREAKS = "\r\n";

  /** What may stand behind the word that is typed. */
  private static final String COLON = ":";

  private static final String NOTHING = "";

  /**
   * {@return what a word typed at an offset of a text that has been read would be; empty in a
   * comment and between things}
   */
  public static Optional<YamlCursor> at(Parsed<YamlDocument> read, int offset) {
    return CursorSlice.around(read, offset)
        .flatMap(slice -> inSlice(slice, offset, NOTHING))
        .or(() -> at(read.value().source(), offset));
  }

  /** {@return the same, of the whole text} */
  static Optional<YamlCursor> at(SourceText source, int offset) {
    return find(parsed(source, offset, NOTHING), offset, NOTHING);
  }

  /** Reads a text with the mark typed into it, and something behind the word. */
  private static Parsed<YamlDocument> parsed(SourceText source, int offset, String behind) {
    String text = source.text();
    int end = behind.isEmpty() ? offset : wordEnd(text, offset);
    return DocumentParser.parse(
        new SourceText(
            source.name(),
            text.substring(0, offset)
                + MARK
                + text.substring(offset, end)
                + behind
                + text.substring(end)));
  }

  private static Optional<YamlCursor> inSlice(CursorSlice slice, int offset, String behind) {
    Parsed<YamlDocument> parsed = parsed(slice.text(), offset - slice.shift(), behind);
    return CursorSlice.isAsInWhole(parsed)
        ? find(parsed, offset - slice.shift(), behind)
            .filter(found -> !slice.isPartial(found.root(), found.mapping()))
            .map(found -> found.shifted(slice.shift()))
        : Optional.empty();
  }

  private YamlCursor shifted(int by) {
    return new YamlCursor(root, scalar, mapping, isInFlow, hasColon, offset + by, shift + by);
  }

  /** {@return a word typed at an offset of a text that is no YAML: the whole is one scalar} */
  public static YamlCursor inProse(SourceText source, int offset) {
    String text = source.text();
    String typed = text.substring(0, offset) + MARK + text.substring(offset);
    var scalar =
        new Scalar(
            new Span(0, typed.length()),
            null,
            null,
            typed,
            ScalarStyle.LITERAL,
            TextOrigins.verbatim(0, typed.length()));
    return new YamlCursor(scalar, scalar, null, false, false, offset, 0);
  }

  /**
   * {@return what a key would be that is typed on a line of its own at an offset; empty where the
   * line has anything else, and where no key can stand}
   */
  public static Optional<YamlCursor> atNewKey(Parsed<YamlDocument> read, int offset) {
    SourceText source = read.value().source();
    if (!isAlone(source, offset)) {
      return Optional.empty();
    }
    return CursorSlice.around(read, offset)
        .flatMap(slice -> inSlice(slice, offset, COLON))
        .or(() -> atNewKey(source, offset))
        .filter(found -> found.mapping() != null);
  }

  /** {@return the same, of the whole text, also where the word is no key} */
  static Optional<YamlCursor> atNewKey(SourceText source, int offset) {
    return find(parsed(source, offset, COLON), offset, COLON);
  }

  /** {@return the text of the scalar before the cursor} */
  public String before() {
    return scalar.text().substring(0, markStart());
  }

  /** {@return the text of the scalar after the cursor} */
  public String after() {
    return scalar.text().substring(markStart() + MARK.length());
  }

  /** {@return where the mark begins in the text of the scalar} */
  public int markStart() {
    return scalar.text().indexOf(MARK);
  }

  /** {@return the place in the text itself of a piece of the scalar's text, the mark left out} */
  public Span place(Span inScalar) {
    Span marked = scalar.origins().sourceSpan(inScalar);
    return new Span(unmarked(marked.start() + shift), unmarked(marked.end() + shift));
  }

  /** {@return the place in the text itself of all of the scalar's text} */
  public Span place() {
    return place(new Span(0, scalar.text().length()));
  }

  private int unmarked(int marked) {
    return marked <= offset ? marked : Math.max(offset, marked - MARK.length());
  }

  private static Optional<YamlCursor> find(Parsed<YamlDocument> parsed, int offset, String behind) {
    String marked = parsed.value().source().text();
    if (!behind.isEmpty() && touchesLine(parsed, marked, offset)) {
      return Optional.empty();
    }
    Deque<Found> open = new ArrayDeque<>();
    open.push(new Found(parsed.value().root(), null, false));
    while (!open.isEmpty()) {
      Found found = open.pop();
      switch (found.node()) {
        case Scalar scalar when scalar.text().contains(MARK) -> {
          boolean hasColon = behind.isEmpty() && isColonAfter(marked, scalar.span().end());
          return Optional.of(
              new YamlCursor(
                  parsed.value().root(),
                  scalar,
                  found.owner(),
                  found.isInFlow(),
                  hasColon,
                  offset,
                  0));
        }
        case Mapping mapping -> mapping.entries().forEach(entry -> push(open, mapping, entry));
        case Sequence sequence ->
            sequence.items().forEach(item -> open.push(new Found(item, null, sequence.isFlow())));
        case Scalar _, YamlNode.Alias _, YamlNode.Absent _ -> {}
      }
    }
    return Optional.empty();
  }

  private record Found(YamlNode node, @Nullable Mapping owner, boolean isInFlow) {}

  private static void push(Deque<Found> open, Mapping mapping, Entry entry) {
    open.push(new Found(entry.key(), mapping, mapping.isFlow()));
    open.push(new Found(entry.value(), null, mapping.isFlow()));
  }

  /** Whether something is wrong on the line of the mark: then no key can stand there. */
  private static boolean touchesLine(Parsed<YamlDocument> parsed, String marked, int offset) {
    var line = new Span(lineStart(marked, offset), lineEnd(marked, offset));
    return parsed.problems().stream()
        .anyMatch(
            problem ->
                !problem.code().equals(YamlProblems.DUPLICATE_KEY)
                    && problem.span().start() <= line.end()
                    && line.start() <= problem.span().end());
  }

  private static boolean isColonAfter(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at < text.length() && text.charAt(at) == ':';
  }

  /** Whether a line has nothing but the word at an offset, dashes of lists and a comment. */
  public static boolean isAlone(SourceText source, int offset) {
    String text = source.text();
    int wordEnd = wordEnd(text, offset);
    int wordStart = offset;
    while (wordStart > 0 && isWordPart(text.charAt(wordStart - 1))) {
      wordStart--;
    }
    String before = text.substring(lineStart(text, wordStart), wordStart);
    String after = text.substring(wordEnd, lineEnd(text, wordEnd));
    return before.matches(" *(- +)*") && (after.isBlank() || after.matches("\\s+#.*"));
  }

  private static int wordEnd(String text, int offset) {
    int end = offset;
    while (end < text.length() && isWordPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || "_.$-/".indexOf(c) >= 0;
  }

  private static int lineStart(String text, int offset) {
    int start = offset;
    while (start > 0 && BREAKS.indexOf(text.charAt(start - 1)) < 0) {
      start--;
    }
    return start;
  }

  private static int lineEnd(String text, int offset) {
    int end = offset;
    while (end < text.length() && BREAKS.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }
}

package fermata.definition.yaml;

import fermata.definition.text.Parsed;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.SourceText;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlNode.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one entry of a text, such as a node with its key, which tell by themselves what a
 * word would be that is typed within them.
 *
 * <p>To read a long text again for each word takes longer than all else that is done for it. The
 * lines of an entry can be read alone where nothing is wrong above them, so that they begin where
 * they seem to, and where nothing is left open in them.
 *
 * @param text the lines, below the key that they stand under where they do
 * @param depth how many mappings of the slice have only a part of their entries: those around
 * @param shift from a place in the slice to the same in the whole text
 */
record CursorSlice(SourceText text, int depth, int shift) {

  /** What is wrong within one line and leaves the others what they are. */
  private static final Set<ProblemCode> OF_ONE_LINE =
      Set.of(YamlProblems.MISSING_COLON, YamlProblems.MISSING_SPACE, YamlProblems.DUPLICATE_KEY);

  /** {@return the slice around an offset; empty where only the whole text can tell} */
  static Optional<CursorSlice> around(Parsed<YamlDocument> parsed, int offset) {
    SourceText source = parsed.value().source();
    String text = source.text();
    Lines top = Lines.around(text, parsed.value().root(), offset, text.length());
    if (source.form().isMarkdown() || top == null || !isSound(parsed.problems(), top.start())) {
      return Optional.empty();
    }
    Lines inner = Lines.around(text, top.entry().value(), offset, top.end());
    String head = inner == null ? "" : text.substring(top.start(), top.keyEnd()) + ":\n";
    Lines lines = inner == null ? top : inner;
    String typed = head + text.substring(lines.start(), lines.end());
    return sharesValues(text, typed) || !isSound(parsed.problems(), lines.start())
        ? Optional.empty()
        : Optional.of(
            new CursorSlice(
                new SourceText(source.name(), typed),
                inner == null ? 1 : 2,
                lines.start() - head.length()));
  }

  /** Whether an alias in the slice may be of an anchor elsewhere, or the other way round. */
  private static boolean sharesValues(String text, String slice) {
    return text.indexOf('&') >= 0 && (slice.indexOf('*') >= 0 || slice.indexOf('&') >= 0);
  }

  private static boolean isSound(List<Problem> problems, int before) {
    for (Problem problem : problems) {
      if (problem.span().start() < before && !OF_ONE_LINE.contains(problem.code())) {
        return false;
      }
    }
    return true;
  }

  /** Whether what was typed into the slice is read in it as in the whole. */
  static boolean isAsInWhole(Parsed<YamlDocument> typed) {
    return isSound(typed.problems(), Integer.MAX_VALUE);
  }

  /**
   * Whether a mapping of the slice's tree lacks entries that it has in the whole, or has some that
   * do not stand in the lines of one entry.
   */
  boolean isPartial(YamlNode root, @Nullable Mapping mapping) {
    YamlNode node = root;
    for (int level = 0; level < depth; level++) {
      if (!(node instanceof Mapping around)
          || around.entries().size() != 1
          || around.equals(mapping)) {
        return true;
      }
      node = around.entries().getFirst().value();
    }
    return false;
  }

  /**
   * The lines from the key of an entry to the next key.
   *
   * @param end where the lines of the next entry begin
   */
  private record Lines(Entry entry, int start, int end) {

    static @Nullable Lines around(String text, YamlNode node, int offset, int limit) {
      if (!(node instanceof Mapping mapping)
          || mapping.isFlow()
          || !mapping.isPlain()
          || mapping.anchor() != null
          || mapping.tag() != null) {
        return null;
      }
      List<Entry> entries = mapping.entries();
      int at = entries.size() - 1;
      while (at >= 0 && lineStart(text, entries.get(at)) > offset) {
        at--;
      }
      if (at < 0 || !isFirst(text, entries.get(at))) {
        return null;
      }
      boolean isLast = at + 1 == entries.size();
      if (!isLast && !isFirst(text, entries.get(at + 1))) {
        return null;
      }
      int end = isLast ? limit : lineStart(text, entries.get(at + 1));
      return new Lines(entries.get(at), lineStart(text, entries.get(at)), end);
    }

    int keyEnd() {
      return entry.key().span().end();
    }

    private static int lineStart(String text, Entry entry) {
      int start = entry.key().span().start();
      while (start > 0 && text.charAt(start - 1) != '\n' && text.charAt(start - 1) != '\r') {
        start--;
      }
      return start;
    }

    /** Whether the entry has a key as usual, with nothing before it on its line. */
    private static boolean isFirst(String text, Entry entry) {
      return entry.key() instanceof Scalar key
          && key.style() == ScalarStyle.PLAIN
          && text.substring(lineStart(text, entry), key.span().start()).isBlank();
    }
  }
}

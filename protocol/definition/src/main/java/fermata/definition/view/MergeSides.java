package fermata.definition.view;

import fermata.definition.index.Declaration;
import fermata.definition.load.AgentLoader;
import fermata.definition.load.ReadAgent;
import fermata.definition.text.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a text declares in which a merge has left both sides: of a definition only the first counts,
 * but whoever settles the merge looks for the names of both.
 */
public final class MergeSides {

  private static final String FIRST = "<<<<<<< ";
  private static final String BASE = "||||||| ";
  private static final String SECOND = "=======";
  private static final String END = ">>>>>>> ";

  private MergeSides() {}

  /** {@return the declarations of a text, those of both sides where there are two} */
  public static List<Declaration> declarations(ReadAgent agent) {
    String text = agent.source().text();
    if (!text.startsWith(FIRST) && !text.contains("\n" + FIRST)) {
      return agent.index().declarations();
    }
    Map<Object, Declaration> found = new LinkedHashMap<>();
    Stream.of(true, false)
        .map(isFirst -> with(agent, side(text, isFirst)))
        .flatMap(side -> side.index().declarations().stream())
        .forEach(one -> found.putIfAbsent(List.of(one.symbol(), one.name()), one));
    var all = new ArrayList<>(found.values());
    all.sort(Comparator.comparingInt(one -> one.name().start()));
    return all;
  }

  private static ReadAgent with(ReadAgent agent, String text) {
    return AgentLoader.read(new SourceText(agent.source().name(), text), agent.surroundings());
  }

  /** Blanks are put for what belongs to the other side, so that everything stays where it is. */
  private static String side(String text, boolean isFirst) {
    var side = new StringBuilder(text);
    boolean isShown = true;
    int line = 0;
    while (line < text.length()) {
      int end = text.indexOf('\n', line);
      int next = end < 0 ? text.length() : end + 1;
      String content = text.substring(line, end < 0 ? text.length() : end).stripTrailing();
      boolean isMark = true;
      if (content.startsWith(FIRST)) {
        isShown = isFirst;
      } else if (content.startsWith(BASE)) {
        isShown = false;
      } else if (content.equals(SECOND)) {
        isShown = !isFirst;
      } else if (content.startsWith(END)) {
        isShown = true;
      } else {
        isMark = false;
      }
      if (isMark || !isShown) {
        side.replace(line, line + content.length(), " ".repeat(content.length()));
      }
      line = next;
    }
    return side.toString();
  }
}

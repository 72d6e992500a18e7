import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws what a terminal shows: text with colours on standard input, an SVG picture on standard output.
 *
 * <pre>tmux capture-pane -ep | java scripts/TerminalPicture.java "TITLE" &gt; docs/images/run.svg</pre>
 *
 * Understands the sixteen colours, bold and faint; anything else is left out.
 */
public final class TerminalPicture {

  private static final int CELL = 8;
  private static final int LINE = 18;
  private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[([0-9;]*)m");
  private static final Map<Integer, String> COLOURS =
      Map.ofEntries(
          Map.entry(30, "#484f58"), Map.entry(31, "#ff7b72"), Map.entry(32, "#7ee787"),
          Map.entry(33, "#e3b341"), Map.entry(34, "#79c0ff"), Map.entry(35, "#d2a8ff"),
          Map.entry(36, "#76e3ea"), Map.entry(37, "#c9d1d9"), Map.entry(90, "#8b949e"),
          Map.entry(91, "#ffa198"), Map.entry(92, "#a5f3a5"), Map.entry(93, "#f2cc60"),
          Map.entry(94, "#a5d6ff"), Map.entry(95, "#e2c5ff"), Map.entry(96, "#b3f0ff"),
          Map.entry(97, "#ffffff"));

  private String colour = "#c9d1d9";
  private boolean isBold;
  private boolean isFaint;

  public static void main(String[] args) throws IOException {
    String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    System.out.print(new TerminalPicture().draw(args.length > 0 ? args[0] : "", text.stripTrailing()));
  }

  private String draw(String title, String text) {
    List<String> lines = text.lines().toList();
    int columns =
        lines.stream().mapToInt(line -> plain(line).codePointCount(0, plain(line).length())).max().orElse(1);
    int width = columns * CELL + 32;
    int height = lines.size() * LINE + 52;
    var svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d">
        <rect width="100%%" height="100%%" rx="8" fill="#0d1117"/>
        <g fill="#8b949e" font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,monospace" font-size="13">
        <circle cx="18" cy="16" r="5" fill="#ff5f56"/><circle cx="36" cy="16" r="5" fill="#ffbd2e"/><circle cx="54" cy="16" r="5" fill="#27c93f"/>
        <text x="%d" y="20" text-anchor="middle">%s</text>
        """
            .formatted(width, height, width, height, width / 2, escape(title)));
    for (int index = 0; index < lines.size(); index++) {
      svg.append("<text xml:space=\"preserve\" x=\"16\" y=\"").append(48 + index * LINE).append("\">");
      spans(lines.get(index)).forEach(svg::append);
      svg.append("</text>\n");
    }
    return svg.append("</g>\n</svg>\n").toString();
  }

  private List<String> spans(String line) {
    var spans = new ArrayList<String>();
    Matcher matcher = SEQUENCE.matcher(line);
    int from = 0;
    while (matcher.find()) {
      add(spans, line.substring(from, matcher.start()));
      apply(matcher.group(1));
      from = matcher.end();
    }
    add(spans, line.substring(from));
    return spans;
  }

  private void add(List<String> spans, String piece) {
    if (!piece.isEmpty()) {
      spans.add(
          "<tspan fill=\"%s\"%s>%s</tspan>"
              .formatted(
                  isFaint ? "#8b949e" : colour, isBold ? " font-weight=\"bold\"" : "", escape(piece)));
    }
  }

  private void apply(String codes) {
    for (String code : codes.isEmpty() ? new String[] {"0"} : codes.split(";")) {
      int number = code.isEmpty() ? 0 : Integer.parseInt(code);
      if (number == 0 || number == 39) {
        colour = "#c9d1d9";
      }
      if (number == 0 || number == 22) {
        isBold = false;
        isFaint = false;
      }
      isBold |= number == 1;
      isFaint |= number == 2;
      colour = COLOURS.getOrDefault(number, colour);
    }
  }

  private static String plain(String line) {
    return SEQUENCE.matcher(line).replaceAll("");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}

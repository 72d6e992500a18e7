package fermata.definition.graph;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.keys.NodeKind;
import fermata.definition.model.EdgeTrigger;
import fermata.definition.text.Columns;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What holds for the pictures of any graph, with any texts in it. */
class PictureTest {

  private static final String TEXTS =
      "ab cde <>&\"'#;%{}[]()|\\/`~-=.:\n\t\u0007\u202e\ud83d\ude00日é\ud800$";

  /** What a text in quotes may hold for Mermaid: what means something only as an entity. */
  private static final String QUOTED = "\"([^\"#<>`{}%;\\\\\\p{Cntrl}]|#[0-9]+;|<br/>)*\"";

  /** Every line that we write for Mermaid; Q stands for a text in quotes. */
  private static final Pattern MERMAID =
      Pattern.compile(
          String.join(
                  "|",
                  "flowchart TD",
                  "  n\\d+(\\(Q\\)|\\[\\[Q]]|\\{\\{Q}}|\\{Q}|\\[Q])",
                  "  s\\d+\\(\\[Q]\\) --> n\\d+",
                  "  n\\d+ (-->|==>|-\\.->)(\\|Q\\|)? n\\d+",
                  "  classDef last stroke-width:3px",
                  "  class n\\d+(,n\\d+)* last")
              .replace("Q", QUOTED));

  @TempDir Path folder;

  @Test
  void everyKindOfNodeHasAColourByDayAndByNight() {
    String[] styles = SvgStyle.TEXT.split("prefers-color-scheme: dark", 2);
    for (NodeKind kind : NodeKind.values()) {
      String style = "." + kind.word() + " { fill: #";
      assertThat(styles[0]).contains(style);
      assertThat(styles[1]).contains(style);
    }
  }

  static Stream<Picture> pictures() {
    return IntStream.rangeClosed(1, 80).mapToObj(seed -> random(new Random(seed)));
  }

  private static Picture random(Random random) {
    int count = 1 + random.nextInt(14);
    var boxes = new ArrayList<Picture.Box>();
    List<String> kinds = Arrays.stream(NodeKind.values()).map(NodeKind::word).toList();
    for (int box = 0; box < count; box++) {
      List<String> entries = box == 0 ? List.of("default") : List.of();
      String kind = kinds.get(random.nextInt(kinds.size()));
      boolean isTerminal = random.nextInt(4) == 0;
      boxes.add(
          new Picture.Box(text(random), kind, text(random), entries, isTerminal, text(random)));
    }
    var ways = new ArrayList<Picture.Way>();
    for (int way = random.nextInt(2 * count); way > 0; way--) {
      ways.add(way(random, count));
    }
    return new Picture(text(random), boxes, ways);
  }

  private static Picture.Way way(Random random, int count) {
    List<EdgeTrigger> triggers = List.of(EdgeTrigger.values());
    EdgeTrigger trigger = triggers.get(random.nextInt(triggers.size()));
    int from = random.nextInt(count);
    int to = random.nextInt(count);
    String condition = random.nextBoolean() ? "" : text(random);
    String label = random.nextInt(4) > 0 ? "" : text(random);
    return new Picture.Way(from, to, trigger, condition, condition.isEmpty(), 0, label);
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int length = random.nextInt(60); length > 0; length--) {
      text.append(TEXTS.charAt(random.nextInt(TEXTS.length())));
    }
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void writesOnlyWhatMermaidReads(Picture picture) {
    assertThat(MermaidText.draw(picture).lines()).allMatch(MERMAID.asMatchPredicate());
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void writesSvgThatHasEachNodeAndEachWayAndNothingThatActs(Picture picture)
      throws ParserConfigurationException, IOException, SAXException {
    String svg = SvgDrawing.draw(picture).orElseThrow();
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    assertThat(document.getElementsByTagName("title").getLength())
        .isEqualTo(picture.boxes().size() + picture.ways().size());
    assertThat(document.getElementsByTagName("path").getLength()).isEqualTo(picture.ways().size());
    assertThat(document.getElementsByTagName("script").getLength()).isZero();
    NodeList names = document.getElementsByTagName("title");
    for (Picture.Box box : picture.boxes()) {
      String said = Words.oneLine(box.id() + ": " + box.caption());
      assertThat(IntStream.range(0, names.getLength()).mapToObj(i -> names.item(i)))
          .anyMatch(title -> said.equals(title.getTextContent()));
    }
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void drawsTheSamePictureAgain(Picture picture) {
    var same = new Picture(picture.name(), picture.boxes(), picture.ways());
    assertThat(SvgDrawing.draw(same)).isEqualTo(SvgDrawing.draw(picture));
    assertThat(Pictures.text(same, 80, Glyphs.UNICODE))
        .isEqualTo(Pictures.text(picture, 80, Glyphs.UNICODE));
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void letsNothingTouchWhatStandsBesideIt(Picture picture) {
    Layers layers = Layers.of(picture).orElseThrow();
    layers.rows().forEach(row -> row.forEach(element -> element.width = 3 + element.number));
    Spacing.place(layers.rows(), 2);
    for (List<Element> row : layers.rows()) {
      for (int place = 1; place < row.size(); place++) {
        Element before = row.get(place - 1);
        assertThat(row.get(place).left).isGreaterThanOrEqualTo(before.left + before.width + 2);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void keepsToTheColumnsOfTheTerminalWhereItDrawsBoxes(Picture picture) {
    List<String> lines = BoxText.draw(picture, 80, Glyphs.UNICODE);
    List<String> boxes = lines.stream().takeWhile(line -> !line.isEmpty()).toList();
    if (boxes.getFirst().contains("┌") || lines.toString().contains("┌─")) {
      assertThat(boxes).allMatch(line -> Columns.of(line) <= 80);
    }
    assertThat(String.join("", lines)).doesNotContain("\u0007", "\u202e", "\t");
  }

  @Test
  void drawsWhatIsTooWideForBoxesAsAListOfEverything() {
    Picture picture = wide(40);
    String list = Pictures.text(picture, 80, Glyphs.UNICODE);
    assertThat(list).doesNotContain("┌").contains("node0  llm").contains("  → node39");
  }

  private static Picture wide(int count) {
    var boxes = new ArrayList<Picture.Box>();
    var ways = new ArrayList<Picture.Way>();
    for (int box = 0; box < count; box++) {
      boxes.add(new Picture.Box("node" + box, "llm", "", List.of(), box > 0, ""));
      if (box > 0) {
        ways.add(new Picture.Way(0, box, EdgeTrigger.SUCCESS, "", false, 0, ""));
      }
    }
    return new Picture("wide", boxes, ways);
  }

  @Test
  void leavesGraphsThatAreTooLargeForALayoutToOthers() {
    var boxes = new ArrayList<Picture.Box>();
    var ways = new ArrayList<Picture.Way>();
    for (int box = 0; box < 2_000; box++) {
      boxes.add(new Picture.Box("n" + box, "llm", "", List.of(), false, ""));
      if (box > 0) {
        ways.add(new Picture.Way(box - 1, box, EdgeTrigger.SUCCESS, "", false, 0, ""));
        ways.add(new Picture.Way(0, box, EdgeTrigger.SUCCESS, "", false, 0, ""));
      }
    }
    var picture = new Picture("large", boxes, ways);
    assertThat(SvgDrawing.draw(picture)).isEmpty();
    assertThat(BoxText.draw(picture, 80, Glyphs.UNICODE)).hasSize(2_000 + ways.size());
    assertThat(DotText.draw(picture).lines()).hasSizeGreaterThan(5_000);
  }

  /** Machines without Graphviz keep the goldens; the build's own set-up installs it. */
  static boolean hasGraphviz() {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(path -> Files.isExecutable(Path.of(path, "dot")));
  }

  @Test
  @EnabledIf("hasGraphviz")
  void writesWhatGraphvizReads() throws IOException, InterruptedException {
    var all = new StringBuilder();
    pictures().map(DotText::draw).forEach(all::append);
    Path file = Files.writeString(folder.resolve("all.dot"), all);
    Path said = folder.resolve("said.txt");
    Path plain = folder.resolve("plain.txt");
    Process dot =
        new ProcessBuilder("dot", "-Tplain", file.toString())
            .redirectError(said.toFile())
            .redirectOutput(plain.toFile())
            .start();
    assertThat(dot.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(said)).doesNotContain("syntax error");
    assertThat(dot.exitValue()).isZero();
    long graphs =
        Files.readAllLines(plain).stream().filter(line -> line.startsWith("graph ")).count();
    assertThat(graphs).isEqualTo(80);
  }
}

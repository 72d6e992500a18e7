package fermata.definition.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.text.Parsed;
import fermata.definition.text.SourceText;
import fermata.definition.yaml.YamlDocument;
import fermata.definition.yaml.YamlParser;
import fermata.definition.yaml.YamlValues;
import java.util.Random;
import org.junit.jupiter.api.Test;

class YamlPrinterTest {

  private static final String[] TEXTS = {
    "",
    " ",
    "a",
    "on",
    "Yes",
    "null",
    "1.10",
    "-",
    "- a",
    "a: b",
    "a #b",
    "#",
    "&a",
    "*a",
    "!x",
    "|",
    "two words",
    "a\nb",
    "a\nb\n",
    "a\n\n",
    " a\nb",
    "\na",
    "a\n  b\n\nc",
    "a\tb\nc",
    "a \nb",
    "${{ x }}",
    "'q' \"d\"",
    "\u0007",
    "\u2028x\ny",
    "\u65e5\u672c",
    "\ud83d\ude00",
    "[x]",
    "{",
    "a,b",
    "---",
    "a\n--- b\n...",
    "x".repeat(150),
    "a.",
    "a/b",
    "@",
    "`",
    "%a",
    "?",
    "~"
  };

  /** What was printed reads as what it was. */
  @Test
  void printsWhatReadsAsTheSame() {
    for (long seed = 1; seed <= 3_000; seed++) {
      JsonNode tree = mapping(new Random(seed), 3);
      String text = YamlPrinter.print(tree);
      Parsed<YamlDocument> parsed = YamlParser.parse(new SourceText("printed", text));
      assertThat(parsed.problems()).as(text).isEmpty();
      assertThat(YamlValues.toJson(parsed.value().root())).as(text).hasToString(tree.toString());
    }
  }

  private static ObjectNode mapping(Random random, int depth) {
    ObjectNode mapping = JsonNodeFactory.instance.objectNode();
    for (int count = 1 + random.nextInt(4); count > 0; count--) {
      mapping.set("k" + text(random), value(random, depth));
    }
    return mapping;
  }

  private static JsonNode value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0, 1 -> JsonNodeFactory.instance.textNode(text(random));
      case 2 -> JsonNodeFactory.instance.numberNode(random.nextInt(100));
      case 3 -> JsonNodeFactory.instance.booleanNode(random.nextBoolean());
      case 4 -> mapping(random, depth - 1);
      default -> list(random, depth - 1);
    };
  }

  private static ArrayNode list(Random random, int depth) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (int count = random.nextInt(4); count > 0; count--) {
      list.add(value(random, depth));
    }
    return list;
  }

  private static String text(Random random) {
    return TEXTS[random.nextInt(TEXTS.length)];
  }
}

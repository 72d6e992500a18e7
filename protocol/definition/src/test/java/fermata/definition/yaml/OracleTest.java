package fermata.definition.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import fermata.definition.fixture.SharedData;
import fermata.definition.text.Parsed;
import fermata.definition.text.SourceText;
import fermata.definition.yaml.YamlSuite.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The values of good texts are those that another parser reads. */
class OracleTest {

  /** A case of the suite that the other parser reads wrongly. */
  private static final String ORACLE_FAILS = "JEF9/2";

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void agreesWithAnotherParserOnGoodTexts() {
    var texts = new ArrayList<>(Samples.ALL);
    SharedData.find("yaml-test-suite/src").map(YamlSuite::load).orElse(List.of()).stream()
        .filter(each -> !each.fails() && each.documentCount() < 2 && hasJson(each))
        .filter(each -> !each.id().equals(ORACLE_FAILS))
        .map(Case::yaml)
        .forEach(texts::add);
    for (String text : texts) {
      Optional<String> expected = oracle(text);
      if (expected.isPresent()) {
        assertThat(ours(text)).as(text).isEqualTo(expected.get());
      }
    }
    assertThat(texts).hasSizeGreaterThanOrEqualTo(Samples.ALL.size());
  }

  /** Keys that are no text, sets and bytes have no form in JSON; each parser makes up its own. */
  private static boolean hasJson(Case each) {
    boolean isForeign = each.yaml().contains("!!set") || each.yaml().contains("!!binary");
    return each.json() != null && !isForeign;
  }

  private String ours(String text) {
    Parsed<YamlDocument> parsed = YamlParser.parse(new SourceText("oracle", text));
    return YamlValues.toJson(parsed.value().root()).toString();
  }

  /** {@return what the other parser reads; empty where it refuses a good text} */
  private Optional<String> oracle(String text) {
    var settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
    try {
      Object value = new Load(settings).loadFromString(text);
      return Optional.of(json.valueToTree(value).toString());
    } catch (YamlEngineException e) {
      return Optional.empty();
    }
  }
}

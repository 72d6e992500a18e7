package fermata.wire.golden;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.wire.event.EventChain;
import fermata.wire.json.CanonicalJson;
import fermata.wire.json.Json;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 8785: the numbers of its appendix B, its example of a sorted object, its strings. */
final class CanonicalJsonTest {

  @ParameterizedTest
  @CsvSource({
    "0000000000000000,0",
    "8000000000000000,0",
    "0000000000000001,5e-324",
    "7fefffffffffffff,1.7976931348623157e+308",
    "4340000000000000,9007199254740992",
    "c340000000000000,-9007199254740992",
    "4430000000000000,295147905179352830000",
    "44b52d02c7e14af5,9.999999999999997e+22",
    "44b52d02c7e14af6,1e+23",
    "444b1ae4d6e2ef4e,999999999999999700000",
    "444b1ae4d6e2ef50,1e+21",
    "3eb0c6f7a0b5ed8c,9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d,0.000001",
    "41b3de4355555553,333333333.3333332",
    "becbf647612f3696,-0.0000033333333333333333",
    "43143ff3c1cb0959,1424953923781206.2"
  })
  void writesNumbersAsEcmaScriptDoes(String bits, String text) {
    double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
    assertThat(CanonicalJson.of(Json.mapper().getNodeFactory().numberNode(value))).isEqualTo(text);
  }

  @Test
  void sortsMembersByTheirUnitsAndEscapesWhatMustBe() throws IOException {
    String text =
        """
        {"\\u20ac": "Euro", "\\r": "CR", "\\ufb33": "Dalet", "1": [1.50, true, null],
         "\\ud83d\\ude00": "\\u000f\\n\\"\\\\", "a": {}}
        """;
    assertThat(CanonicalJson.of(Json.mapper().readTree(text)))
        .isEqualTo(
            """
            {"\\r":"CR","1":[1.5,true,null],"a":{},"€":"Euro","😀":"\\u000f\\n\\"\\\\","דּ":"Dalet"}\
            """);
  }

  @Test
  void addsAnEventWhateverCameBeforeItToAReader() throws IOException {
    var first = Json.mapper().readTree("{\"seq\":1,\"prev\":0,\"type\":\"x\"}");
    var second = Json.mapper().readTree("{\"type\":\"y\",\"seq\":2,\"prev\":1}");
    var alone = Json.mapper().readTree("{\"seq\":2,\"type\":\"y\"}");
    EventChain chain = EventChain.START.with(first);
    assertThat(chain.with(second)).isEqualTo(chain.with(alone)).isNotEqualTo(chain);
    assertThat(EventChain.START.with(second).with(first)).isNotEqualTo(chain.with(second));
    assertThat(EventChain.parse(chain.hex())).contains(chain);
  }
}

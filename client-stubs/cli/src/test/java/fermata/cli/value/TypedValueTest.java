package fermata.cli.value;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.wire.json.Json;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedValueTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"string\"}  | 42 | \"42\"",
        "{\"type\":\"string\"}  | `` | \"\"",
        "{\"type\":\"integer\"} | 42 | 42",
        "{\"type\":\"integer\"} | -7 | -7",
        "{\"type\":\"integer\"} | 4.2 | \"4.2\" is not a whole number",
        "{\"type\":\"integer\"} | 99999999999999999999 | \"99999999999999999999\" is not a whole number",
        "{\"type\":\"number\"}  | 4.20 | 4.20",
        "{\"type\":\"number\"}  | 1e3 | 1E+3",
        "{\"type\":\"number\"}  | 1e999999999 | \"1e999999999\" is not a number",
        "{\"type\":\"number\"}  | NaN | \"NaN\" is not a number",
        "{\"type\":\"boolean\"} | Yes | true",
        "{\"type\":\"boolean\"} | n | false",
        "{\"type\":\"boolean\"} | maybe | \"maybe\" is not yes or no",
        "{\"type\":\"array\",\"items\":{\"type\":\"string\"}} | a, b | [\"a\",\"b\"]",
        "{\"type\":\"array\",\"items\":{\"type\":\"integer\"}} | 1,x | \"x\" is not a whole number",
        "{\"type\":\"array\"} | [1,[2]] | [1,[2]]",
        "{\"type\":\"array\"} | `` | []",
        "{\"type\":\"object\"} | {\"a\":1} | {\"a\":1}",
        "{\"type\":\"object\"} | a | \"a\" is not a JSON object, such as {\"name\": \"value\"}",
        "{\"enum\":[\"low\",\"high\",3]} | HIGH | \"high\"",
        "{\"enum\":[\"low\",\"high\",3]} | 3 | 3",
        "{\"enum\":[\"low\",\"high\",3]} | 4 | \"4\" is not one of low, high, 3",
        "{\"type\":[\"string\",\"integer\"]} | 3 | 3",
        "{\"type\":[\"string\",\"integer\"]} | x | \"x\"",
        "{\"type\":[\"null\",\"integer\"]} | null | null",
        "{} | {\"a\":1} | {\"a\":1}",
        "{} | plain text | \"plain text\"",
      })
  void readsTextByItsSchema(String schema, String text, String expected) throws IOException {
    TypedValue value = TypedValue.read(Json.mapper().readTree(schema), text);

    String shown =
        switch (value) {
          case TypedValue.Value(var json) -> json.toString();
          case TypedValue.Mistake(var message) -> message;
        };
    assertThat(shown).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"text\" | 20 | text",
        "\"a\\nb\\nc\" | 40 | a b c (3 lines)",
        "\"0123456789\" | 8 | 0123456…",
        "[1,2] | 40 | [1,2]",
        "[\"aaaaaaaaaaaaaaaaaaaa\",\"bbbbbbbbbbbbbbbbbbbb\"] | 40 | 2 items",
        "{\"path\":\"a.md\",\"deep\":{\"n\":1}} | 60 | path=a.md deep={n=1}",
        "\"\\u001b[31mred\" | 40 | ^[[31mred",
        "null | 40 | null",
        "{\"a\":\"0123456789012345678901234567890\",\"b\":1} | 17 | a=01234567890123…",
      })
  void showsValuesInFewColumns(String json, int columns, String expected) throws IOException {
    assertThat(Shown.brief(Json.mapper().readTree(json), columns)).isEqualTo(expected);
  }
}

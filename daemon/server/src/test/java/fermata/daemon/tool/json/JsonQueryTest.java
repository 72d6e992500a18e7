package fermata.daemon.tool.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.wire.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of RFC 9535 (by section) and the edges around them. */
class JsonQueryTest {

  // RFC 9535, section 1.5.
  private static final String STORE =
      """
      {"store": {"book": [
        {"category": "reference", "author": "Nigel Rees", "title": "Sayings", "price": 8.95},
        {"category": "fiction", "author": "Evelyn Waugh", "title": "Sword", "price": 12.99},
        {"category": "fiction", "author": "Herman Melville", "title": "Moby Dick",
         "isbn": "0-553-21311-3", "price": 8.99},
        {"category": "fiction", "author": "J. R. R. Tolkien", "title": "Rings",
         "isbn": "0-395-19395-8", "price": 22.99}],
       "bicycle": {"color": "red", "price": 399}}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      textBlock =
          """
          $.store.book[*].author                        # ["Nigel Rees","Evelyn Waugh","Herman Melville","J. R. R. Tolkien"]
          $..author                                     # ["Nigel Rees","Evelyn Waugh","Herman Melville","J. R. R. Tolkien"]
          $.store..price                                # [8.95,12.99,8.99,22.99,399]
          $..book[2].title                              # ["Moby Dick"]
          $..book[-1].title                             # ["Rings"]
          $..book[0,1].title                            # ["Sayings","Sword"]
          $..book[:2].title                             # ["Sayings","Sword"]
          $..book[?@.isbn].title                        # ["Moby Dick","Rings"]
          $..book[?@.price<10].title                    # ["Sayings","Moby Dick"]
          $..book[?@.price == 8.950].title              # ["Sayings"]
          $..book[?@.category=='fiction' && @.price > 20].title # ["Rings"]
          $..book[?!@.isbn || @.price >= 22.99].title   # ["Sayings","Sword","Rings"]
          $..book[?(@.isbn && !(@.price>10))].title     # ["Moby Dick"]
          $..book[?@.author < 'F'].title                # ["Sword"]
          $['store']["bicycle"].color                   # ["red"]
          $.store.bicycle[?@ == 'red']                  # ["red"]
          $.store[?@.color == $.store.bicycle.color].price # [399]
          $..book[?@.nothing == @.neither].price        # [8.95,12.99,8.99,22.99]
          $..book[?@.price == null].price               # []
          $.store.book.length                           # []
          $.nothing..deep[*]                            # []
          /store/bicycle/color                          # ["red"]
          /store/book/1/title                           # ["Sword"]
          /store/nothing                                # []
          """)
  void selectsFromTheStore(String query, String expected) throws JsonProcessingException {
    assertThat(select(query, STORE)).isEqualTo(Json.mapper().readTree(expected));
  }

  // RFC 9535, section 2.3.4.3, and lengths and steps around the array's own.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          $[1:3]      | ["b","c"]
          $[5:]       | ["f","g"]
          $[1:5:2]    | ["b","d"]
          $[5:1:-2]   | ["f","d"]
          $[::-1]     | ["g","f","e","d","c","b","a"]
          $[-2:]      | ["f","g"]
          $[:-5]      | ["a","b"]
          $[0:100]    | ["a","b","c","d","e","f","g"]
          $[100:0:-3] | ["g","d"]
          $[::0]      | []
          $[3:1]      | []
          $[-100:2]   | ["a","b"]
          $[-8]       | []
          $[7]        | []
          $[ 0 , -1 ] | ["a","g"]
          $[0,0]      | ["a","a"]
          $[::9007199254740991] | ["a"]
          """)
  void slicesAndIndexes(String query, String expected) throws JsonProcessingException {
    assertThat(select(query, "[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\"]"))
        .isEqualTo(Json.mapper().readTree(expected));
  }

  @Test
  void readsEscapesInNames() throws JsonProcessingException {
    String value = "{\"a'b\\\"c\": 1, \"ä\": 2, \"☺\": 3, \"tab\\t\": 4, \"\": 5}";

    assertThat(select("$['a\\'b\"c']", value)).isEqualTo(Json.mapper().readTree("[1]"));
    assertThat(select("$.ä", value)).isEqualTo(Json.mapper().readTree("[2]"));
    assertThat(select("$[\"\\u263a\"]", value)).isEqualTo(Json.mapper().readTree("[3]"));
    assertThat(select("$['tab\\t']", value)).isEqualTo(Json.mapper().readTree("[4]"));
    assertThat(select("$['']", value)).isEqualTo(Json.mapper().readTree("[5]"));
  }

  @Test
  void ordersTextsByCodePoint() throws JsonProcessingException {
    String value = "[\"\\uFF61\", \"\\uD83D\\uDE00\"]";

    assertThat(select("$[?@ < '\\uD83D\\uDE00']", value))
        .isEqualTo(Json.mapper().readTree("[\"\\uFF61\"]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$.",
        "$..",
        "$[",
        "$[]",
        "$[01]",
        "$[-0]",
        "$[1",
        "$['a]",
        "$[a]",
        "$ .a",
        "$.a ",
        "$[?]",
        "$[?@.a=1]",
        "$[?@.*==1]",
        "$[?1]",
        "$[?'a']",
        "$[?(@.a]",
        "$[?@.a &&]",
        "$.1a",
        "$['\\x']",
        "$[9007199254740992]",
        "$[?count(@.*)>1]",
        "$.a.",
        "$[?@ == 1e]",
        "$['\\u12']",
        "a",
        "$a"
      })
  void refusesWhatIsNoPath(String query) {
    assertThatExceptionOfType(QueryRefusal.class).isThrownBy(() -> JsonQuery.of(query));
  }

  @Test
  void saysWhereAPathIsWrong() {
    assertThatThrownBy(() -> JsonQuery.of("$.files[?@.n ~ 3]"))
        .hasMessage("query '$.files[?@.n ~ 3]', character 14: found '~', expected ']'");
  }

  @Test
  void givesUpAQueryThatLooksAtTooMuch() {
    ArrayNode many = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < 3_000; i++) {
      many.add(i);
    }
    assertThatThrownBy(() -> JsonQuery.of("$[?$[?@ > 5]]").select(many, 10))
        .hasMessage("the query looks at more than 5000000 values");
  }

  @Test
  void nestsConditionsUpToALimit() {
    String deep = "$[?" + "(".repeat(60) + "@.a" + ")".repeat(60) + "]";

    assertThatThrownBy(() -> JsonQuery.of(deep)).hasMessageContaining("at most 50 nested");
  }

  private static JsonNode select(String query, String value) throws JsonProcessingException {
    ArrayNode selected = JsonNodeFactory.instance.arrayNode();
    JsonQuery.of(query).select(Json.mapper().readTree(value), 1_000).forEach(selected::add);
    return selected;
  }
}

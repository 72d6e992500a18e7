package fermata.lsp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import fermata.wire.event.QuestionFact;
import fermata.wire.json.Json;
import org.junit.jupiter.api.Test;

/** A question as a text to fill in, and what is read from one that was saved. */
class AnswerFormTest {

  private static final String FIELDS =
      """
      "fields":{
        "title":{"schema":{"type":"string","description":"What it\\nis called"},"required":true},
        "kind":{"schema":{"enum":["a","b"]},"required":false},
        "count":{"schema":{"type":"integer"},"required":false,"defaultValue":3}}""";

  private final AnswerForm form = form("\"kind\":\"form\"," + FIELDS);
  private final AnswerForm free = form("\"kind\":\"freeText\"");

  private static AnswerForm form(String more) {
    String json =
        "{\"question\":\"q/1\",\"step\":\"s\",\"text\":\"Which way?\\nSay.\"," + more + "}";
    try {
      return new AnswerForm(Json.read(Json.parse(json), QuestionFact.Asked.class));
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  @Test
  void asksForTheFieldsOfAForm() {
    assertThat(form.suffix()).isEqualTo(".answer.yaml");
    assertThat(form.text())
        .isEqualTo(
            """
            # Which way?
            # Say.
            #
            # Fill in and save. The file goes away when the answer was taken.

            # string: What it is called
            title:\s

            # one of ["a","b"], may be left out
            kind:\s

            # integer, may be left out
            count: 3
            """);
  }

  @Test
  void readsWhatWasFilledIn() {
    String filled = form.text().replace("title: ", "title: 12").replace("count: 3", "count: 4");
    assertThat(form.read(filled).toString())
        .isEqualTo("Given[answer={\"title\":\"12\",\"count\":4}]");
    assertThat(form.read("title: [").toString()).startsWith("Broken[message=");
    assertThat(form.read("# nothing\n")).isEqualTo(new AnswerForm.Saved.Nothing());
  }

  @Test
  void takesWhatStandsBelowTheLineForAText() {
    assertThat(free.suffix()).isEqualTo(".answer.txt");
    assertThat(free.read(free.text())).isEqualTo(new AnswerForm.Saved.Nothing());
    assertThat(free.read(free.text() + "# left\n- a: b\n").toString())
        .isEqualTo("Given[answer=\"# left\\n- a: b\"]");
    assertThat(free.read("left").toString()).isEqualTo("Given[answer=\"left\"]");
  }
}

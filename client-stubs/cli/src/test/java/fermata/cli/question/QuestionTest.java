package fermata.cli.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.console.CommandFailure;
import fermata.wire.event.QuestionKind;
import fermata.wire.json.Json;
import fermata.wire.jsonrpc.RpcError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionTest {

  private static final Question TEXT = question(QuestionKind.FREE_TEXT, List.of(), List.of());
  private static final Question CHOICE =
      question(QuestionKind.CHOICE, List.of(), List.of("write the report", "wait", "leave it"));
  private static final Question APPROVAL = question(QuestionKind.APPROVAL, List.of(), List.of());
  private static final Question FORM =
      question(
          QuestionKind.FORM,
          List.of(
              field("title", "{\"type\":\"string\"}", true, null),
              field("pages", "{\"type\":\"integer\"}", false, "2"),
              field("note", "{\"type\":\"string\"}", false, null)),
          List.of());

  private static Question question(QuestionKind kind, List<Field> fields, List<String> options) {
    return new Question("r1.q1", "decide", kind, "What?", fields, options, null, null, null, null);
  }

  private static Field field(
      String name,
      String schema,
      boolean isRequired,
      @org.jspecify.annotations.Nullable String defaultValue) {
    return new Field(
        name, json(schema), isRequired, defaultValue == null ? null : json(defaultValue));
  }

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** Types lines one after another; what is said on the way is kept, and the answer at the end. */
  private static List<String> type(Question question, String... lines) {
    List<String> said = new ArrayList<>();
    Dialog dialog = Dialog.of(question);
    for (String line : lines) {
      switch (dialog.type(line)) {
        case Dialog.Reply.Done(var response) ->
            said.add(response.action() + " " + response.content());
        case Dialog.Reply.More(var next) -> {
          dialog = next;
          said.add(dialog.prompt());
        }
        case Dialog.Reply.Again(var mistake) -> said.add("again: " + mistake);
      }
    }
    return said;
  }

  @Test
  void takesAnyTextThatIsNotBlank() {
    assertThat(type(TEXT, "  ", "so be it"))
        .containsExactly(
            "again: an answer is needed; Ctrl-D leaves the question open", "ACCEPT \"so be it\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | ACCEPT \"wait\"",
        "leave it | ACCEPT \"leave it\"",
        "LEAVE | ACCEPT \"leave it\"",
        "w | again: could be write the report or wait",
        "4 | again: there is no 4; it is 1 to 3",
        "'' | again: \"\" is not one of them; type a number or a name",
        "nothing | again: \"nothing\" is not one of them; type a number or a name",
      })
  void takesAChoiceByNumberOrName(String line, String expected) {
    assertThat(type(CHOICE, line)).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "y | ACCEPT null",
        "yes looks good | ACCEPT \"looks good\"",
        "no not today | DECLINE \"not today\"",
        "perhaps | again: yes or no",
        "'' | again: yes or no",
      })
  void takesYesOrNoWithAReason(String line, String expected) {
    assertThat(type(APPROVAL, line)).containsExactly(expected);
  }

  @Test
  void asksFieldAfterFieldAndAgainWhereAValueDoesNotFit() {
    assertThat(Dialog.of(FORM).prompt()).isEqualTo("title (text)");
    assertThat(type(FORM, "", "A draft", "many", "", ""))
        .containsExactly(
            "again: title is needed",
            "pages (whole number, default 2)",
            "again: \"many\" is not a whole number",
            "note (text, may be empty)",
            "ACCEPT {\"title\":\"A draft\",\"pages\":2}");
  }

  @Test
  void asksOnlyTheFieldsOfAFormAgainThatWereRefused() {
    var error =
        new RpcError(
            -32602,
            "/answers/0/content/pages: too many",
            (ObjectNode)
                json(
                    """
                    {"issues": [{"pointer": "/answers/0/content/pages", "message": "too many"}]}
                    """));
    Objection objection = Objection.of(error);

    assertThat(objection.text()).isEqualTo("pages: too many");
    Dialog again =
        Dialog.again(FORM, Response.of(json("{\"title\":\"A\",\"pages\":999}")), objection);
    assertThat(again.prompt()).startsWith("pages");
    assertThat(again.type("3"))
        .hasToString(
            new Dialog.Reply.Done(Response.of(json("{\"title\":\"A\",\"pages\":3}"))).toString());
  }

  @Test
  void asksAWholeQuestionAgainWhereNoFieldIsToBlame() {
    var error =
        new RpcError(
            -32602,
            "/answers/0/content: is too long",
            (ObjectNode)
                json(
                    """
                    {"issues": [{"pointer": "/answers/0/content", "message": "is too long"}]}
                    """));

    assertThat(Objection.of(error).text()).isEqualTo("is too long");
    assertThat(Dialog.again(FORM, Response.of(json("{}")), Objection.of(error)).prompt())
        .startsWith("title");
    assertThat(Dialog.again(TEXT, Response.of(json("\"x\"")), Objection.of(error)))
        .isEqualTo(Dialog.of(TEXT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title=A,pages=3 | ACCEPT {\"title\":\"A\",\"pages\":3}",
        "pages=3 | title is needed; the fields are title, pages, note",
        "title=A,pages=x | pages: \"x\" is not a whole number",
        "title=A,titel=B | there is no field titel; the fields are title, pages, note",
        "title | \"title\" is not field=value; the fields are title, pages, note",
      })
  void readsTheWordsOfACommandLineAsAForm(String words, String expected) {
    assertThat(shown(GivenAnswer.ofWords(FORM, List.of(words.split(",", -1))))).isEqualTo(expected);
  }

  @Test
  void joinsWordsForEverythingElse() {
    assertThat(shown(GivenAnswer.ofWords(CHOICE, List.of("leave", "it"))))
        .isEqualTo("ACCEPT \"leave it\"");
    assertThat(shown(GivenAnswer.ofWords(APPROVAL, List.of("no", "not", "yet"))))
        .isEqualTo("DECLINE \"not yet\"");
  }

  private static String shown(GivenAnswer answer) {
    return switch (answer) {
      case GivenAnswer.Fits(var response) -> response.action() + " " + response.content();
      case GivenAnswer.Misfit(var message) -> message;
    };
  }

  private static String prepared(String values, Question question, String... words) {
    return PreparedAnswers.of((ObjectNode) json(values))
        .with(List.of(words))
        .take(question)
        .map(QuestionTest::shown)
        .orElse("none");
  }

  @Test
  void findsPreparedAnswersByNodeOrByQuestion() {
    assertThat(prepared("{\"decide\":\"wait\"}", CHOICE)).isEqualTo("ACCEPT \"wait\"");
    assertThat(prepared("{\"decide\":2,\"q1\":\"3\"}", CHOICE)).isEqualTo("ACCEPT \"leave it\"");
    assertThat(prepared("{\"other\":1}", CHOICE)).isEqualTo("none");
    assertThat(prepared("{\"decide\":true}", APPROVAL)).isEqualTo("ACCEPT null");
    assertThat(prepared("{}", FORM, "decide/title=A", "decide/pages=5"))
        .isEqualTo("ACCEPT {\"title\":\"A\",\"pages\":5}");
    assertThat(prepared("{\"decide\":\"x\"}", FORM))
        .isEqualTo("an object with title, pages, note is wanted");
  }

  @Test
  void givesOnePreparedAnswerAfterAnother() {
    PreparedAnswers answers =
        PreparedAnswers.of((ObjectNode) json("{\"decide\":[\"wait\",\"3\"]}"));

    assertThat(answers.take(CHOICE).map(QuestionTest::shown)).contains("ACCEPT \"wait\"");
    assertThat(answers.take(CHOICE).map(QuestionTest::shown)).contains("ACCEPT \"leave it\"");
    assertThat(answers.take(CHOICE).map(QuestionTest::shown)).contains("ACCEPT \"leave it\"");
  }

  @Test
  void refusesAPreparedAnswerWithoutAValue() {
    assertThatThrownBy(() -> PreparedAnswers.none().with(List.of("decide")))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("--answer \"decide\": expected node=value, q1=value or node/field=value");
  }

  @Test
  void saysHowToAnswerWithoutTheFieldsThatMayBeEmpty() {
    assertThat(QuestionText.howToAnswer(FORM, "s1")).isEqualTo("fermata answer s1 title=…");
  }
}

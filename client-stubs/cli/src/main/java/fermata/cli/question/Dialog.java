package fermata.cli.question;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import fermata.cli.console.DisplayText;
import fermata.cli.value.Shown;
import fermata.cli.value.TypedValue;
import fermata.wire.event.QuestionKind;
import fermata.wire.json.Json;
import fermata.wire.method.question.AnswerAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A question on its way to an answer, line by line.
 *
 * <p>Immutable: {@link #type} says what a typed line leads to.
 */
public sealed interface Dialog {

  /** {@return what stands before the cursor, without the space after it} */
  String prompt();

  /** {@return what a line leads to} */
  Reply type(String line);

  /** What a typed line leads to. */
  sealed interface Reply {

    /** The question is answered. */
    record Done(Response response) implements Reply {}

    /** There is more to ask. */
    record More(Dialog next) implements Reply {}

    /** The line will not do; ask again. */
    record Again(String mistake) implements Reply {}
  }

  /** {@return the dialog for a question} */
  static Dialog of(Question question) {
    QuestionKind kind = question.kind();
    if (kind.equals(QuestionKind.APPROVAL)) {
      return new YesOrNo();
    }
    if (kind.equals(QuestionKind.TOOL_APPROVAL)) {
      return new Permission();
    }
    if (!question.options().isEmpty()) {
      return new Choice(question.options());
    }
    if (!question.fields().isEmpty()) {
      return new Form(question.fields(), Json.mapper().createObjectNode());
    }
    return new FreeText();
  }

  /**
   * {@return the dialog for a question whose answer was refused: what was right is not asked anew}
   */
  static Dialog again(Question question, Response refused, Objection objection) {
    return of(question) instanceof Form form && refused.content() instanceof ObjectNode typed
        ? form.again(objection.fields(), typed)
        : of(question);
  }

  /** Any text that is not blank. */
  record FreeText() implements Dialog {

    @Override
    public String prompt() {
      return "";
    }

    @Override
    public Reply type(String line) {
      return line.isBlank()
          ? new Reply.Again("an answer is needed; Ctrl-D leaves the question open")
          : new Reply.Done(Response.of(TextNode.valueOf(line)));
    }
  }

  /** One of the options, by number, by name, or by the beginning of a name. */
  record Choice(List<String> options) implements Dialog {

    @Override
    public String prompt() {
      return "1-" + options.size();
    }

    @Override
    public Reply type(String line) {
      String typed = line.strip();
      if (typed.matches("[0-9]{1,4}") && !options.contains(typed)) {
        int number = Integer.parseInt(typed);
        if (number >= 1 && number <= options.size()) {
          return done(options.get(number - 1));
        }
        return new Reply.Again("there is no " + number + "; it is 1 to " + options.size());
      }
      List<String> found = matching(typed);
      if (found.size() == 1) {
        return done(found.getFirst());
      }
      return new Reply.Again(
          found.isEmpty()
              ? "\"" + DisplayText.oneLine(typed) + "\" is not one of them; type a number or a name"
              : "could be " + String.join(" or ", found));
    }

    private List<String> matching(String typed) {
      if (typed.isEmpty()) {
        return List.of();
      }
      String wanted = typed.toLowerCase(Locale.ROOT);
      List<String> equal =
          options.stream()
              .filter(option -> option.toLowerCase(Locale.ROOT).equals(wanted))
              .toList();
      return equal.isEmpty()
          ? options.stream()
              .filter(option -> option.toLowerCase(Locale.ROOT).startsWith(wanted))
              .toList()
          : equal;
    }

    private static Reply done(String option) {
      return new Reply.Done(Response.of(TextNode.valueOf(option)));
    }
  }

  /** Yes, or no with a reason. */
  record YesOrNo() implements Dialog {

    @Override
    public String prompt() {
      return "yes/no [reason]";
    }

    @Override
    public Reply type(String line) {
      String[] words = line.strip().split("\\s+", 2);
      JsonNode reason = words.length == 2 ? TextNode.valueOf(words[1]) : null;
      return TypedValue.YesNo.read(words[0])
          .map(yes -> yes ? AnswerAction.ACCEPT : AnswerAction.DECLINE)
          .<Reply>map(action -> new Reply.Done(new Response(action, reason)))
          .orElseGet(() -> new Reply.Again("yes or no"));
    }
  }

  /** Yes or no to a call of a tool; a yes may count for the session, or always. */
  record Permission() implements Dialog {

    private static final List<String> LONGER = List.of("session", "always");

    @Override
    public String prompt() {
      return "yes/no [reason], or yes for the session, or always";
    }

    @Override
    public Reply type(String line) {
      String word = line.strip().toLowerCase(Locale.ROOT);
      return LONGER.contains(word)
          ? new Reply.Done(new Response(AnswerAction.ACCEPT, null, word))
          : again(new YesOrNo().type(line));
    }

    private static Reply again(Reply reply) {
      return reply instanceof Reply.Again ? new Reply.Again("yes, no, session or always") : reply;
    }
  }

  /**
   * Field after field; an empty line takes the default of a field, or leaves out one that is not
   * required.
   */
  record Form(List<Field> left, ObjectNode values) implements Dialog {

    public Form {
      left = List.copyOf(left);
    }

    @Override
    public String prompt() {
      Field field = left.getFirst();
      List<String> hints = new ArrayList<>(List.of(field.kind()));
      if (field.defaultValue() != null) {
        hints.add("default " + Shown.brief(field.defaultValue(), 30));
      } else if (!field.isRequired()) {
        hints.add("may be empty");
      }
      return field.name() + " (" + String.join(", ", hints) + ")";
    }

    @Override
    public Reply type(String line) {
      Field field = left.getFirst();
      if (line.isBlank()) {
        return whenEmpty(field);
      }
      return switch (field.read(line)) {
        case TypedValue.Value(var value) -> with(field, value);
        case TypedValue.Mistake(var message) -> new Reply.Again(DisplayText.oneLine(message));
      };
    }

    /** {@return this form with only some fields left to ask, and what was typed for the others} */
    Form again(List<String> names, ObjectNode typed) {
      List<Field> anew = left.stream().filter(field -> names.contains(field.name())).toList();
      return anew.isEmpty() ? this : new Form(anew, typed);
    }

    private Reply whenEmpty(Field field) {
      JsonNode value = field.defaultValue();
      if (value != null) {
        return with(field, value);
      }
      return field.isRequired() ? new Reply.Again(field.name() + " is needed") : after(values);
    }

    private Reply with(Field field, JsonNode value) {
      ObjectNode more = values.deepCopy();
      more.set(field.name(), value);
      return after(more);
    }

    private Reply after(ObjectNode collected) {
      List<Field> rest = left.subList(1, left.size());
      return rest.isEmpty()
          ? new Reply.Done(Response.of(collected))
          : new Reply.More(new Form(rest, collected));
    }
  }
}

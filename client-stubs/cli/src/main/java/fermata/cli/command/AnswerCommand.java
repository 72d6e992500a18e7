package fermata.cli.command;

import com.fasterxml.jackson.databind.node.TextNode;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.cli.follow.Answers;
import fermata.cli.question.Dialog;
import fermata.cli.question.GivenAnswer;
import fermata.cli.question.Objection;
import fermata.cli.question.PreparedAnswers;
import fermata.cli.question.Question;
import fermata.cli.question.QuestionText;
import fermata.cli.question.Response;
import fermata.client.FermataException;
import fermata.wire.json.Json;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.method.Methods;
import fermata.wire.method.question.AnswerAction;
import fermata.wire.method.question.QuestionAnswerResult;
import fermata.wire.method.question.QuestionClaimParams;
import fermata.wire.method.question.QuestionClaimResult;
import fermata.wire.method.question.QuestionView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata answer}: answers an open question, by words or in a dialog. */
final class AnswerCommand implements Command {

  /** How long somebody who types an answer is thought to be at it. */
  private static final Duration CLAIM = Duration.ofMinutes(2);

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "answer",
            "Answers an open question. Without a value it is asked here.",
            "fermata answer 3f9a2b1c yes",
            "fermata answer --last title='A draft' count=3",
            "fermata answer 3f9a2b1c --decline not today");
    spec.addPositional(
        Arguments.positional(
            "0..*",
            "0..*",
            "[SESSION|QUESTION] VALUE",
            "What asks, then the answer; fields of a form as FIELD=VALUE"));
    spec.addOption(References.last("Answer the newest open question"));
    spec.addOption(Arguments.flag("--decline", "Say no; words are the reason"));
    spec.addOption(Arguments.flag("--cancel", "Cancel the run that asks"));
    spec.addOption(Arguments.flag("--follow", "Follow the run afterwards"));
    spec.addOption(Arguments.json("Print one JSON object"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) throws InterruptedException {
    boolean isLast = Arguments.has(arguments, References.LAST);
    List<String> words = Arguments.positionals(arguments, 0);
    if (!isLast && words.isEmpty()) {
      throw CommandFailure.of(
          ExitCode.USAGE, "no question named", "name a session or a question, or use --last");
    }
    QuestionView view = new References(context.client()).question(isLast ? null : words.getFirst());
    List<String> values = isLast ? words : words.subList(1, words.size());
    Question question = Question.of(view);
    Console console = context.console();
    Response response = response(arguments, context, question, values);
    QuestionAnswerResult result = give(context, question, response);
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(result));
    } else {
      console.say(console.paint().good(console.symbols().done()) + " answered");
    }
    return Arguments.has(arguments, "--follow")
        ? new Following(context, Arguments.has(arguments, Arguments.JSON))
            .follow(view.session(), view.run(), PreparedAnswers.none())
        : ExitCode.OK;
  }

  private static QuestionAnswerResult give(Context context, Question question, Response response) {
    try {
      return new Answers(context.client()).give(question, response);
    } catch (FermataException.Refused refused) {
      if (refused.error().is(DaemonErrorCode.INVALID_PARAMS)) {
        throw misfit(Objection.of(refused.error()).text()).because(refused);
      }
      throw refused;
    }
  }

  private static CommandFailure misfit(String message) {
    return CommandFailure.of(ExitCode.USAGE, "the answer does not fit: " + message);
  }

  private static Response response(
      ParseResult arguments, Context context, Question question, List<String> values)
      throws InterruptedException {
    TextNode reason = values.isEmpty() ? null : TextNode.valueOf(String.join(" ", values));
    if (Arguments.has(arguments, "--cancel")) {
      return new Response(AnswerAction.CANCEL, reason);
    }
    if (Arguments.has(arguments, "--decline")) {
      return new Response(AnswerAction.DECLINE, reason);
    }
    return values.isEmpty() ? asked(context, question) : given(question, values);
  }

  private static Response given(Question question, List<String> values) {
    return switch (GivenAnswer.ofWords(question, values)) {
      case GivenAnswer.Fits(var response) -> response;
      case GivenAnswer.Misfit(var message) -> throw misfit(message);
    };
  }

  /** Says that somebody is at it, and hears whether somebody else is. */
  private static void claim(Context context, Question question) {
    QuestionClaimResult claim =
        context
            .client()
            .call(Methods.QUESTION_CLAIM, new QuestionClaimParams(question.id(), CLAIM.toMillis()));
    if (!claim.claimed() && claim.by() != null) {
      Console console = context.console();
      console.say("  " + console.paint().warning(claim.by() + " is answering this just now"));
    }
  }

  private static Response asked(Context context, Question question) throws InterruptedException {
    Console console = context.console();
    new QuestionText(console).lines(question).forEach(console::say);
    if (!console.isInteractive()) {
      throw CommandFailure.of(
          ExitCode.USAGE,
          "no answer given",
          "for example: " + QuestionText.howToAnswer(question, question.id()));
    }
    claim(context, question);
    Dialog dialog = Dialog.of(question);
    @Nullable Response response = null;
    while (response == null) {
      console.prompt("  " + dialog.prompt() + " " + console.paint().accent(">") + " ");
      Optional<String> line = console.typed().next();
      if (line.isEmpty()) {
        throw CommandFailure.of(ExitCode.HELD, "no answer given; the question stays open");
      }
      switch (dialog.type(line.get())) {
        case Dialog.Reply.Done(var done) -> response = done;
        case Dialog.Reply.More(var next) -> dialog = next;
        case Dialog.Reply.Again(var mistake) ->
            console.say("  " + console.paint().warning(mistake));
      }
    }
    return response;
  }
}

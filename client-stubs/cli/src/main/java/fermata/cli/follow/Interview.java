package fermata.cli.follow;

import fermata.cli.console.Console;
import fermata.cli.question.Dialog;
import fermata.cli.question.Objection;
import fermata.cli.question.Question;
import fermata.cli.question.Response;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Asks a person one question at a time, without ever waiting for them: the run may go on, and the
 * question be answered elsewhere, while they think.
 *
 * <p>Confined to one thread, that of the follower, except for {@link #isAsking}.
 */
public final class Interview {

  private final Console console;
  private final boolean isPossible;
  private final BlockingQueue<Optional<String>> typed = new ArrayBlockingQueue<>(1);
  private @Nullable Question question;
  private @Nullable Dialog dialog;
  private volatile boolean isPromptShown;

  private Interview(Console console, boolean isPossible) {
    this.console = console;
    this.isPossible = isPossible;
  }

  /** {@return an interview with whoever sits at the terminal, if somebody does} */
  public static Interview at(Console console) {
    return new Interview(console, console.isInteractive());
  }

  /** {@return an interview with nobody} */
  public static Interview none(Console console) {
    return new Interview(console, false);
  }

  /** How far a question has come. */
  sealed interface Progress {

    /** The person thinks. */
    record Waiting() implements Progress {}

    /** The person has decided. */
    record Answered(Response response) implements Progress {}

    /** The person does not want to answer now. */
    record Left() implements Progress {}
  }

  /** Whether there is somebody to ask. */
  boolean isPossible() {
    return isPossible;
  }

  /** Whether the cursor stands behind a prompt. */
  public boolean isAsking() {
    return isPromptShown;
  }

  /** Goes on asking a question, or begins to. */
  Progress ask(Question asked) {
    if (dialog == null || question == null || !question.id().equals(asked.id())) {
      question = asked;
      dialog = Dialog.of(asked);
      typed.clear();
      console.typed().forgetTypedAhead();
    }
    // What was typed before something was printed counts, so it is looked at before asking again.
    Optional<String> line = typed.poll();
    if (line == null) {
      showPrompt(dialog);
      return new Progress.Waiting();
    }
    isPromptShown = false;
    return line.isEmpty() ? leave() : take(dialog, line.get());
  }

  private void showPrompt(Dialog current) {
    if (isPromptShown) {
      return;
    }
    String prompt = current.prompt();
    console.prompt(
        "  "
            + (prompt.isEmpty() ? "" : console.paint().faint(prompt) + " ")
            + console.paint().accent(">")
            + " ");
    isPromptShown = true;
    console.typed().request(typed::offer);
  }

  private Progress leave() {
    console.say("");
    return new Progress.Left();
  }

  private Progress take(Dialog current, String line) {
    return switch (current.type(line)) {
      case Dialog.Reply.Done(var response) -> {
        dialog = null;
        yield new Progress.Answered(response);
      }
      case Dialog.Reply.More(var next) -> {
        dialog = next;
        yield new Progress.Waiting();
      }
      case Dialog.Reply.Again(var mistake) -> {
        sayMistake(mistake);
        yield new Progress.Waiting();
      }
    };
  }

  /** Says why the answer will not do, and asks again what was wrong with it. */
  void again(Question refused, Response response, Objection objection) {
    objection.messages().forEach(this::sayMistake);
    question = refused;
    dialog = Dialog.again(refused, response, objection);
  }

  private void sayMistake(String mistake) {
    console.say("  " + console.paint().warning(mistake));
  }

  /** Makes room: something is about to be printed where the prompt stands. */
  void beforeOutput() {
    if (isPromptShown) {
      isPromptShown = false;
      // Somebody who has typed a line has ended it, too.
      if (typed.isEmpty()) {
        console.say("");
      }
    }
  }
}

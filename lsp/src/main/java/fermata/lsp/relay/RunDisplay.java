package fermata.lsp.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import fermata.lsp.rpc.Editor;
import fermata.lsp.rpc.Workers;
import fermata.wire.event.QuestionFact;
import fermata.wire.event.QuestionKind;
import fermata.wire.method.question.Answer;
import fermata.wire.method.question.AnswerAction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.ShowDocumentParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.WorkDoneProgressBegin;
import org.eclipse.lsp4j.WorkDoneProgressCreateParams;
import org.eclipse.lsp4j.WorkDoneProgressEnd;
import org.eclipse.lsp4j.WorkDoneProgressNotification;
import org.eclipse.lsp4j.WorkDoneProgressReport;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/**
 * One session as an editor shows it: a progress, messages, and buttons for its questions.
 *
 * <p>Questions that were asked before the display caught up, and were answered since, are not shown
 * again. An editor with panels is shown nothing here. Confined to the follower's thread, but for
 * {@link #token} and {@link #askAgain}.
 */
final class RunDisplay {

  private static final long EDITOR_WAIT_SECONDS = 10;

  private final Editor editor;
  private final EditorAbilities abilities;
  private final String session;
  private final Asking asking;
  private final Map<String, Runnable> open = new LinkedHashMap<>();
  private boolean isShown;
  private boolean isSynced;

  /** What a question needs that somebody may take days to answer. */
  record Asking(Workers workers, AnswerDocuments documents) {}

  RunDisplay(Editor editor, EditorAbilities abilities, String session, Asking asking) {
    this.editor = editor;
    this.abilities = abilities;
    this.session = session;
    this.asking = asking;
  }

  /** {@return the token of the progress, which the editor names when a person cancels it} */
  String token() {
    return "fermata-" + session;
  }

  void begin() {
    if (!abilities.hasProgress()) {
      return;
    }
    try {
      editor
          .createProgress(new WorkDoneProgressCreateParams(Either.forLeft(token())))
          .get(EDITOR_WAIT_SECONDS, TimeUnit.SECONDS);
      isShown = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      // The editor will not show progress; the messages remain.
      return;
    }
    var begin = new WorkDoneProgressBegin();
    begin.setTitle("Fermata run");
    begin.setCancellable(true);
    send(begin);
  }

  void report(String message) {
    var report = new WorkDoneProgressReport();
    report.setMessage(message);
    report.setCancellable(true);
    send(report);
  }

  void end(String message) {
    var end = new WorkDoneProgressEnd();
    end.setMessage(message);
    send(end);
    show(MessageType.Info, "run " + message);
  }

  void fail(String message) {
    var end = new WorkDoneProgressEnd();
    end.setMessage(message);
    send(end);
    show(MessageType.Error, message);
  }

  void warn(String message) {
    show(MessageType.Warning, message);
  }

  /** An editor with panels shows what happens there. */
  private void show(MessageType type, String message) {
    if (!abilities.hasPanels()) {
      editor.show(type, message);
    }
  }

  private void send(WorkDoneProgressNotification progress) {
    if (isShown) {
      editor.progress(new ProgressParams(Either.forLeft(token()), Either.forLeft(progress)));
    }
  }

  /** Everything from before has been seen: what is still open is asked now. */
  synchronized void synced() {
    isSynced = true;
    List.copyOf(open.values()).forEach(Runnable::run);
  }

  /** Shows what is open once more, for a person who has put a question away. Thread-safe. */
  synchronized void askAgain() {
    if (isSynced) {
      List.copyOf(open.values()).forEach(Runnable::run);
    }
  }

  synchronized void settled(String question) {
    open.remove(question);
    asking.documents().settled(question);
  }

  synchronized void ask(QuestionFact.Asked question, Predicate<Answer> answers) {
    if (abilities.hasPanels()) {
      return;
    }
    Runnable show = () -> show(question, answers);
    open.put(question.question(), show);
    if (isSynced) {
      show.run();
    }
  }

  private void show(QuestionFact.Asked question, Predicate<Answer> answers) {
    Map<String, Answer> buttons = buttons(question);
    if (buttons.isEmpty()) {
      if (!abilities.showsDocuments() || !fillIn(question, answers)) {
        tellHowToAnswer(question);
      }
      return;
    }
    var request = new ShowMessageRequestParams();
    request.setType(MessageType.Info);
    request.setMessage(text(question));
    request.setActions(buttons.keySet().stream().map(MessageActionItem::new).toList());
    // The person may take days: the wait is a thread of its own, which costs nothing.
    asking.workers().start("ask", () -> awaitButton(request, buttons, answers));
  }

  private void tellHowToAnswer(QuestionFact.Asked question) {
    editor.show(
        MessageType.Info,
        question.text() + "\nAnswer with fermata.answer, question " + question.question());
  }

  /** {@return whether there is a file to fill in, which the editor is asked to open} */
  private boolean fillIn(QuestionFact.Asked question, Predicate<Answer> answers) {
    var form = new AnswerForm(question);
    try {
      Path file =
          asking
              .documents()
              .open(question.question(), form, saved -> saved(question, form.read(saved), answers));
      var shown = new ShowDocumentParams(file.toUri().toString());
      shown.setTakeFocus(true);
      CompletableFuture<?> _ =
          editor
              .open(shown)
              .whenComplete(
                  (reply, _) -> {
                    if (reply == null || !reply.isSuccess()) {
                      tellHowToAnswer(question);
                    }
                  });
      return true;
    } catch (IOException _) {
      // Without a file there is still the command.
      return false;
    }
  }

  private void saved(
      QuestionFact.Asked question, AnswerForm.Saved saved, Predicate<Answer> answers) {
    switch (saved) {
      case AnswerForm.Saved.Nothing() -> {}
      case AnswerForm.Saved.Broken(var message) -> warn("answer: " + message);
      case AnswerForm.Saved.Given(var content) -> {
        if (answers.test(answer(question, AnswerAction.ACCEPT, content))) {
          settled(question.question());
        }
      }
    }
  }

  private void awaitButton(
      ShowMessageRequestParams request, Map<String, Answer> buttons, Predicate<Answer> answers) {
    MessageActionItem pressed = editor.ask(request).exceptionally(_ -> null).join();
    Answer answer = pressed == null ? null : buttons.get(pressed.getTitle());
    if (answer != null) {
      // Where it was not taken somebody has been told already.
      boolean _ = answers.test(answer);
    }
  }

  private static String text(QuestionFact.Asked question) {
    return question.tool() == null
        ? question.text()
        : question.text() + "\n" + question.tool() + " " + question.args();
  }

  private static Map<String, Answer> buttons(QuestionFact.Asked question) {
    var buttons = new LinkedHashMap<String, Answer>();
    boolean isYesOrNo =
        question.kind().equals(QuestionKind.APPROVAL)
            || question.kind().equals(QuestionKind.TOOL_APPROVAL);
    if (isYesOrNo) {
      buttons.put("Approve", answer(question, AnswerAction.ACCEPT, BooleanNode.TRUE));
      buttons.put("Deny", answer(question, AnswerAction.DECLINE, null));
    } else if (question.options() != null) {
      for (String option : question.options()) {
        buttons.put(option, answer(question, AnswerAction.ACCEPT, TextNode.valueOf(option)));
      }
    }
    return buttons;
  }

  private static Answer answer(
      QuestionFact.Asked question, AnswerAction action, @Nullable JsonNode content) {
    return new Answer(question.question(), action, content);
  }
}

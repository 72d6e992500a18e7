package fermata.lsp.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fermata.lsp.rpc.Workers;
import fermata.wire.event.QuestionFact;
import fermata.wire.event.QuestionKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files to fill in: made, seen when they are saved, and gone afterwards. */
class AnswerDocumentsTest {

  private final Workers workers = new Workers();
  private final AnswerDocuments documents = new AnswerDocuments(workers);
  private final BlockingQueue<String> saved = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    documents.close();
    workers.close();
  }

  private Path open(String question) throws IOException {
    var asked =
        new QuestionFact.Asked(
            question,
            "s",
            QuestionKind.FREE_TEXT,
            "Why?",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return documents.open(question, new AnswerForm(asked), saved::add);
  }

  @Test
  void tellsWhatIsSavedHoweverAnEditorSaves() throws Exception {
    Path file = open("q:../1");
    assertThat(file.getFileName()).hasToString("q_.._1.answer.txt");
    assertThat(Files.getPosixFilePermissions(file.getParent()))
        .containsExactlyInAnyOrder(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE);
    Files.writeString(file, "because");
    awaitSaved("because");
    // Some write another file and give it the name.
    Path other = Files.writeString(file.resolveSibling("other"), "instead");
    Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    awaitSaved("instead");
  }

  private void awaitSaved(String text) throws InterruptedException {
    String seen = "";
    while (!seen.equals(text)) {
      seen = String.valueOf(saved.poll(20, TimeUnit.SECONDS));
      assertThat(seen).isNotEqualTo("null");
    }
  }

  @Test
  void keepsWhatWasWrittenUntilTheQuestionIsSettled() throws IOException {
    Path file = open("q1");
    Files.writeString(file, "half");
    assertThat(open("q1")).hasContent("half");
    documents.settled("q1");
    assertThat(file).doesNotExist();
    open("q2");
    documents.close();
    assertThat(file.getParent()).doesNotExist();
  }

  @Test
  void hasALimit() throws IOException {
    for (int question = 0; question < AnswerDocuments.FILES_MAX; question++) {
      open("q" + question);
    }
    assertThatThrownBy(() -> open("more")).hasMessage("more than 100 questions are open");
  }
}

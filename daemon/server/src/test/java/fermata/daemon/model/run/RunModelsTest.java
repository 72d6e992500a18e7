package fermata.daemon.model.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fermata.daemon.model.ModelExecution;
import fermata.daemon.model.ModelOutcome;
import fermata.daemon.model.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How requests under way are ended, and what they cost while they wait. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunModelsTest {

  private static final String ASK = "{\"prompt\": \"?\"}";

  private final Heard heard = new Heard();
  private StandIn standIn;
  private TestModels models;

  @BeforeAll
  void startStandIn() throws IOException {
    standIn = StandIn.start();
  }

  @AfterAll
  void stopStandIn() {
    standIn.close();
  }

  @BeforeEach
  void start(@TempDir Path folder) {
    models = new TestModels(folder, standIn);
  }

  @AfterEach
  void stop() {
    models.close();
  }

  @Test
  void aCancelBeforeTheFirstTokenClosesTheConnection() throws IOException {
    standIn.script("reply\n hang");
    ModelExecution execution = models.start(ASK, heard);
    await().until(() -> ends().equals(List.of("open")));
    execution.cancel();

    assertThat(execution.await()).isEqualTo(new ModelOutcome.Cancelled());
    await().until(() -> ends().equals(List.of("gone")));
  }

  @Test
  void aCancelInTheMiddleClosesTheConnectionAndNothingIsHeardAfterwards() throws IOException {
    standIn.script("reply\n text One\n wait more\n text two");
    Heard mine = new Heard();
    ModelExecution execution = models.start(ASK, mine);
    await().until(() -> mine.lines().equals(List.of("text \"One\"")));
    execution.cancel();
    assertThat(execution.await()).isEqualTo(new ModelOutcome.Cancelled());

    await().until(() -> ends().equals(List.of("gone")));
    standIn.open("more");
    assertThat(mine.lines()).containsExactly("text \"One\"");
  }

  @Test
  void aCancelAfterTheEndChangesNothing() throws IOException {
    standIn.script("reply\n text done\n usage 1 1");
    ModelExecution execution = models.start(ASK, heard);
    ModelOutcome outcome = execution.await();
    execution.cancel();

    assertThat(outcome).isInstanceOf(ModelOutcome.Replied.class);
    assertThat(execution.await()).isEqualTo(outcome);
  }

  @Test
  void theEndOfARunEndsItsRequests() throws IOException {
    standIn.script("reply\n repeat\n text One\n hang");
    List<ModelExecution> executions =
        List.of(models.start(ASK, heard), models.start(ASK, heard), models.start(ASK, heard));
    await().until(() -> ends().equals(List.of("open", "open", "open")));
    models.close();

    assertThat(executions)
        .allSatisfy(
            execution -> assertThat(execution.await()).isEqualTo(new ModelOutcome.Cancelled()));
    await().until(() -> ends().equals(List.of("gone", "gone", "gone")));
  }

  @Test
  void piecesAreHeardAsTheyComeAndNotAtTheEnd() throws IOException {
    standIn.script("reply\n text One\n wait two\n text two\n wait three\n text three\n usage 1 1");
    Heard mine = new Heard();
    ModelExecution execution = models.start(ASK, mine);
    await().until(() -> mine.lines().equals(List.of("text \"One\"")));
    standIn.open("two");
    await().until(() -> mine.lines().equals(List.of("text \"One\"", "text \"two\"")));
    standIn.open("three");

    assertThat(Heard.shown(execution.await())).contains("  text \"Onetwothree\"");
  }

  @Test
  void anInterruptOfTheWaitingThreadEndsNothing() throws IOException {
    standIn.script("reply\n text done\n usage 1 1");
    ModelExecution execution = models.start(ASK, heard);
    Thread.currentThread().interrupt();

    assertThat(execution.await()).isInstanceOf(ModelOutcome.Replied.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private List<String> ends() throws IOException {
    return standIn.requests().stream().map(request -> request.path("end").asText()).toList();
  }
}

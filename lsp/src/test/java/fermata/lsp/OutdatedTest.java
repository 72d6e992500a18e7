package fermata.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fermata.lsp.document.AgentFiles;
import fermata.lsp.document.DocumentSnapshot;
import fermata.lsp.document.DocumentStore;
import fermata.lsp.document.OutdatedException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of a document that has changed. */
class OutdatedTest {

  private static final String URI = "untitled:a.agent.yaml";

  private final DocumentStore documents = new DocumentStore(new AgentFiles());

  @Test
  void aTextThatHasChangedIsNotCheckedToTheEnd() {
    DocumentSnapshot before = documents.open(URI, 1, "agent: a\nnodes: {a: {set: {n: 1}}}\n");
    DocumentSnapshot after =
        documents
            .change(URI, 2, List.of(new DocumentStore.Change.Whole("agent: a\n")))
            .orElseThrow();
    assertThatThrownBy(before::analysis).isInstanceOf(OutdatedException.class);
    assertThat(before.reading().definition()).isNotNull();
    assertThat(after.analysis().problems()).isNotEmpty();
  }

  @Test
  void whatWasFoundBeforeTheChangeStays() {
    DocumentSnapshot before = documents.open(URI, 1, "agent: a\n");
    int problems = before.analysis().problems().size();
    documents.refresh();
    assertThat(before.analysis().problems()).hasSize(problems);
  }
}

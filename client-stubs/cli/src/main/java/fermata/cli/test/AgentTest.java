package fermata.cli.test;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One test of an agent.
 *
 * @param file that it stands in
 * @param agent the definition
 * @param recording what models answer; absent where none is asked
 * @param workspace a copy of which the tools work in
 * @param entry absent for the agent's own
 * @param answers by node, see {@code PreparedAnswers}
 * @param unanswered nodes whose questions nobody answers until their time has passed
 * @param publish events, those of an element for one wait of the run
 * @param timeout after which the run is cancelled
 */
public record AgentTest(
    Path file,
    String name,
    Path agent,
    @Nullable Path recording,
    Path workspace,
    @Nullable String entry,
    ObjectNode input,
    ObjectNode answers,
    Set<String> unanswered,
    List<List<ObjectNode>> publish,
    Duration timeout,
    Expectation expected) {

  public AgentTest {
    unanswered = Set.copyOf(unanswered);
    publish = publish.stream().map(List::copyOf).toList();
  }

  /** Whether it shows that a request is not recorded; a provider would answer that. */
  public boolean wantsDrift() {
    return "model.drift".equals(expected.error());
  }

  /** How long a run may take that says nothing about it. */
  public static final Duration TIMEOUT_DEFAULT = Duration.ofMinutes(1);
}

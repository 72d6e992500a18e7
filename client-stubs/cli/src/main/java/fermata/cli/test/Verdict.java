package fermata.cli.test;

import java.time.Duration;
import java.util.List;

/**
 * How a test ended.
 *
 * @param differences why it failed; empty where it passed
 */
public record Verdict(AgentTest test, List<String> differences, Duration took) {

  public Verdict {
    differences = List.copyOf(differences);
  }

  /** Whether everything came as expected. */
  public boolean isPassed() {
    return differences.isEmpty();
  }
}

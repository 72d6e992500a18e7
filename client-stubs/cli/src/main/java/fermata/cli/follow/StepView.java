package fermata.cli.follow;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a step under way.
 *
 * <p>Confined to one thread: that of the view.
 */
final class StepView {

  private final String node;
  private final String kind;
  private final Instant startedAt;
  private final SequencedMap<String, Call> calls = new LinkedHashMap<>();
  private @Nullable String lastCall;
  private List<String> shown = List.of();
  private @Nullable String failure;

  StepView(String node, String kind, Instant startedAt) {
    this.node = node;
    this.kind = kind;
    this.startedAt = startedAt;
  }

  /** A tool call under way. */
  record Call(String tool, JsonNode args) {}

  String node() {
    return node;
  }

  String kind() {
    return kind;
  }

  Instant startedAt() {
    return startedAt;
  }

  SequencedMap<String, Call> calls() {
    return calls;
  }

  /**
   * Keeps the line of a call for the line that ends the step, because the step is nothing but that
   * call.
   */
  void keep(String line) {
    lastCall = line;
  }

  /** Keeps what the call of the step shows, which comes below the line that ends the step. */
  void show(List<String> lines) {
    shown = List.copyOf(lines);
  }

  /** {@return the lines that were kept to be shown} */
  List<String> shown() {
    return shown;
  }

  @Nullable String kept() {
    return lastCall;
  }

  /** {@return the line that was kept, which is then forgotten} */
  @Nullable String takeKept() {
    String kept = lastCall;
    lastCall = null;
    return kept;
  }

  /** Notes why a call of the step failed. */
  void failed(String why) {
    failure = why;
  }

  @Nullable String failure() {
    return failure;
  }

  /** Whether the step is one tool call, so that both fit into one line. */
  boolean isOneCall() {
    return kind.equals("tool");
  }
}

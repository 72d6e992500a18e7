package fermata.daemon;

import java.io.IOException;
import java.nio.file.Path;

/** Definitions for tests, none of which needs a model. */
final class Agents {

  /** Ends by itself at once. */
  static final String QUICK =
      """
      agent: quick
      input:
        word: {type: string, default: hello}
      output:
        said: {type: string}
      nodes:
        say:
          set: {said: "${{ input.word + '!' }}"}
          outputs: {said: {type: string}}
      """;

  /** Asks a person and says what the answer was. */
  static final String ASK =
      """
      agent: ask
      output:
        said: {type: string}
      nodes:
        question:
          ask: What shall I say?
          answer: {word: {type: string, minLength: 2}}
          next: say
        say:
          set: {said: "${{ nodes.question.word }}"}
          outputs: {said: {type: string}}
      """;

  /** Asks, and goes on without an answer after a while. */
  static final String IMPATIENT =
      """
      agent: impatient
      output:
        said: {type: string}
      nodes:
        question:
          ask: Anybody there?
          answer: {word: {type: string}}
          timeout: 1h
        say:
          set: {said: nobody}
          outputs: {said: {type: string}}
      edges:
        - {from: question, to: say, on: timeout}
        - {from: question, to: say}
      """;

  /** Waits in a tool until somebody writes to the gate, twice, with a step in between. */
  static final String GATED =
      """
      agent: gated
      recovery: resume
      tools: [work.*]
      approvals: {default: allow}
      output:
        said: {type: string}
      nodes:
        first:
          tool: work.gate
          args: {name: first}
          next: second
        second:
          tool: work.mark
          args: {name: second}
          next: say
        say:
          set: {said: done}
          outputs: {said: {type: string}}
      """;

  private static final String TOOLS =
      """
      tools:
        work.gate:
          description: Notes that it was called, then waits for a line on the gate.
          command: [sh, gate.sh]
          idempotent: true
          input: {name: {type: string}}
          output: {ok: {type: boolean}}
          timeout: 60s
        work.mark:
          description: Notes that it was called.
          command: [sh, mark.sh]
          idempotent: true
          input: {name: {type: string}}
          output: {ok: {type: boolean}}
          timeout: 60s
      """;

  private Agents() {}

  /** {@return the file of the gated agent, with its tools and its gate} */
  static Path gated(TestDaemon daemon) {
    daemon.file("work.tools.yaml", TOOLS);
    daemon.file("mark.sh", "echo mark $FERMATA_IDEMPOTENCY_KEY >>calls\nprintf '{\"ok\": true}'\n");
    daemon.file(
        "gate.sh",
        "echo gate $$ $FERMATA_IDEMPOTENCY_KEY >>calls\nread line <gate\nprintf '{\"ok\": true}'\n");
    Path agent = daemon.file("gated.agent.yaml", GATED);
    makeGate(agent.resolveSibling("gate"));
    return agent;
  }

  private static void makeGate(Path gate) {
    try {
      int code = new ProcessBuilder("mkfifo", gate.toString()).start().waitFor();
      if (code != 0 && !gate.toFile().exists()) {
        throw new AssertionError("mkfifo: " + code);
      }
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError(failure);
    }
  }
}

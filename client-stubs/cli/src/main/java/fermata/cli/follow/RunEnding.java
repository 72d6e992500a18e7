package fermata.cli.follow;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.cli.console.ExitCode;
import fermata.cli.question.Question;
import fermata.wire.event.RunFact;
import java.util.List;

/** Why a run is not followed any further. */
public sealed interface RunEnding {

  /** {@return what the command ends with} */
  ExitCode exitCode();

  /** {@return a word for scripts} */
  String status();

  /** The run completed. */
  record Completed(RunFact.Completed fact) implements RunEnding {
    @Override
    public ExitCode exitCode() {
      return ExitCode.OK;
    }

    @Override
    public String status() {
      return "completed";
    }

    /** {@return what the run gave} */
    public JsonNode output() {
      return fact.output();
    }
  }

  /** The run failed. */
  record Failed(RunFact.Failed fact) implements RunEnding {
    @Override
    public ExitCode exitCode() {
      return ExitCode.FAILED;
    }

    @Override
    public String status() {
      return "failed";
    }
  }

  /** Somebody cancelled the run. */
  record Cancelled(RunFact.Cancelled fact) implements RunEnding {
    @Override
    public ExitCode exitCode() {
      return ExitCode.CANCELLED;
    }

    @Override
    public String status() {
      return "cancelled";
    }
  }

  /** The run waits, and nobody here can give what it waits for. */
  record Held(List<Question> open, List<String> reasons) implements RunEnding {

    public Held {
      open = List.copyOf(open);
      reasons = List.copyOf(reasons);
    }

    @Override
    public ExitCode exitCode() {
      return ExitCode.HELD;
    }

    @Override
    public String status() {
      return "held";
    }
  }

  /** The daemon was stopped, and the run with it until the next start. */
  record DaemonStopped() implements RunEnding {
    @Override
    public ExitCode exitCode() {
      return ExitCode.HELD;
    }

    @Override
    public String status() {
      return "daemonStopped";
    }
  }

  /** The run was found interrupted and waits for somebody to resume it. */
  record Interrupted() implements RunEnding {
    @Override
    public ExitCode exitCode() {
      return ExitCode.HELD;
    }

    @Override
    public String status() {
      return "interrupted";
    }
  }
}

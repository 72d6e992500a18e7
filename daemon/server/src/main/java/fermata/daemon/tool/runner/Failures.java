package fermata.daemon.tool.runner;

import fermata.daemon.tool.ToolArtifacts;
import fermata.daemon.tool.ToolEvents;
import fermata.daemon.tool.builtin.ToolFailureKinds;
import fermata.daemon.tool.builtin.ToolRefusal;
import fermata.daemon.tool.files.FileRefusal;
import fermata.engine.run.Failure;
import java.io.IOException;
import java.util.Optional;

/** What failures of bodies are called outside. */
final class Failures {

  private Failures() {}

  /** {@return the failure of a call; absent where it is a fault of ours} */
  static Optional<Failure> of(Exception failure) {
    return switch (failure) {
      case ToolRefusal refusal ->
          Optional.of(
              new Failure(
                  refusal.kind(),
                  String.valueOf(refusal.getMessage()),
                  refusal.isPassing(),
                  refusal.retryAfter(),
                  refusal.pointer()));
      case FileRefusal refusal ->
          Optional.of(Failure.of(kindOf(refusal), String.valueOf(refusal.getMessage())));
      case ToolEvents.EventsFailure events ->
          Optional.of(
              Failure.passing(ToolFailureKinds.EVENTS, String.valueOf(events.getMessage())));
      case ToolArtifacts.Refused refused ->
          Optional.of(Failure.of(ToolFailureKinds.ARTIFACT, String.valueOf(refused.getMessage())));
      case IOException io ->
          Optional.of(
              Failure.passing(ToolFailureKinds.FILE, "the system refuses: " + io.getMessage()));
      default -> Optional.empty();
    };
  }

  private static String kindOf(FileRefusal refusal) {
    return switch (refusal.reason()) {
      case OUTSIDE -> ToolFailureKinds.PATH;
      case ABSENT, UNFIT -> ToolFailureKinds.FILE;
    };
  }
}

package fermata.engine.run;

/** What a held run waits for. */
public sealed interface HeldReason {

  /** An answer. */
  record Question(QuestionId question) implements HeldReason {}

  /** A time. */
  record Timer(TimerId timer) implements HeldReason {}

  /** The end of a child run. */
  record Child(RunId run) implements HeldReason {}

  /** Somebody who wants it to go on. */
  record Paused() implements HeldReason {}

  /** An event that a step waits for. */
  record Event(StepId step) implements HeldReason {}

  /** A tool call that is under way and has asked somebody. */
  record Tool(CallId call) implements HeldReason {}

  /**
   * {@return {@code question:<id>}, {@code event:<step>}, {@code timer:<id>}, {@code child:<run>},
   * {@code tool:<call>} or {@code paused}}
   */
  default String label() {
    return switch (this) {
      case Question(var question) -> "question:" + question.value();
      case Event(var step) -> "event:" + step.value();
      case Timer(var timer) -> "timer:" + timer.value();
      case Child(var run) -> "child:" + run.value();
      case Tool(var call) -> "tool:" + call.value();
      case Paused() -> "paused";
    };
  }
}

package fermata.engine.run;

/** What a held run waits for. */
public sealed interface HeldReason {

  /** An answer. */
  record Question(QuestionId question) implements HeldReason {}

  /** A time. */
  record Timer(TimerId timer) implements HeldReason {}

  /** {@return {@code question:<id>} or {@code timer:<id>}} */
  default String label() {
    return switch (this) {
      case Question(var question) -> "question:" + question.value();
      case Timer(var timer) -> "timer:" + timer.value();
    };
  }
}

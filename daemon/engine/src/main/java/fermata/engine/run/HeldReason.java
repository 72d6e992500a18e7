package fermata.engine.run;

/** What a held run waits for. */
public sealed interface HeldReason {

  /** An answer. */
  record Question(QuestionId question) implements HeldReason {}

  /** A time. */
  record Timer(TimerId timer) implements HeldReason {}

  /** Somebody who wants it to go on. */
  record Paused() implements HeldReason {}

  /** {@return {@code question:<id>}, {@code timer:<id>} or {@code paused}} */
  default String label() {
    return switch (this) {
      case Question(var question) -> "question:" + question.value();
      case Timer(var timer) -> "timer:" + timer.value();
      case Paused() -> "paused";
    };
  }
}

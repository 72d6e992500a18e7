package fermata.wire.method.question;

/** What to do with a question. */
public enum AnswerAction {

  /** Answer it, or say yes. */
  ACCEPT,

  /** Say no. */
  DECLINE,

  /** Cancel the run that asks. */
  CANCEL
}

package fermata.definition.model;

/** What becomes of the times that a schedule missed while nobody was there to keep it. */
public sealed interface MissedFires {

  /** One run makes up for all of them. */
  record Once() implements MissedFires {}

  /** Each is made up for, the latest ones where there are more than {@code max}. */
  record All(int max) implements MissedFires {

    /** The largest {@code max}. */
    public static final int MAX = 1_000;
  }

  /** They are let go. */
  record Skip() implements MissedFires {}
}

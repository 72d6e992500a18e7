package fermata.definition.model;

/** How a value that is written to a state key meets the one that is there. */
public enum Reducer {
  /** The written value is added at the end of a list. */
  APPEND,
  /** Numbers are added. */
  ADD,
  /** A list without repetitions. */
  UNION,
  /** Objects are merged, members of the written one win. */
  MERGE,
  MIN,
  MAX,
  /** The written value stays. */
  LAST,
  /** The value that is there stays. */
  FIRST,
  /** A second write of one run from parallel branches is an error; otherwise as {@link #LAST}. */
  ERROR
}

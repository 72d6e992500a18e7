package fermata.daemon.store;

/**
 * The right to append to a journal, held until somebody else acquires the journal.
 *
 * @param ownerEpoch how often the journal has changed hands; an append with an old one is refused
 */
public record JournalLease(JournalId journal, String owner, long ownerEpoch) {

  /** {@return the lease of who creates a journal} */
  static JournalLease first(JournalId journal, String owner) {
    return new JournalLease(journal, owner, 1);
  }
}

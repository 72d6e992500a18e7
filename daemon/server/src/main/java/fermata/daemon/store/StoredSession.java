package fermata.daemon.store;

/** A session's row beside the head that its journal had in the same instant. */
public record StoredSession(SessionRow row, JournalHead head) {}

package fermata.daemon.trigger;

/** What became of a file. */
enum FileChange {
  CREATED,
  MODIFIED,
  DELETED
}

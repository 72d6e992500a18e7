package fermata.daemon.store;

/**
 * What the outside told a run, kept for audit beside the events that came of it.
 *
 * @param body JSON
 */
public record NewInput(String type, String body) {}

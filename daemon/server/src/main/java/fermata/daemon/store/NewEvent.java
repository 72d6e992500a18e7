package fermata.daemon.store;

/**
 * An event that has no number yet.
 *
 * @param version of the body's form, from 1
 * @param body JSON
 */
public record NewEvent(String type, int version, String body) {}

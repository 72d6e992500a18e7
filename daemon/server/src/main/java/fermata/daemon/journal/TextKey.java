package fermata.daemon.journal;

/**
 * What a text under way is.
 *
 * @param call whose end makes it superfluous
 * @param item which the pieces belong to
 * @param field text, reasoning or output
 */
public record TextKey(String run, String call, String item, String field) {}

package fermata.client;

import org.jspecify.annotations.Nullable;

/**
 * How far a call is.
 *
 * @param message what is going on, for people; written by others
 * @param value how far it is
 * @param total how far it has to go, where that is known
 */
public record CallProgress(
    @Nullable String message, @Nullable Double value, @Nullable Double total) {}

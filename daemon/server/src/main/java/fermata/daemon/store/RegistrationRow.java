package fermata.daemon.store;

import java.time.Instant;

/**
 * A definition whose triggers are armed.
 *
 * @param file the absolute path of the definition
 * @param agent its name
 * @param source under which the texts are kept that new runs are made of
 * @param body JSON, what else is known of it
 */
public record RegistrationRow(
    String file, String agent, String source, Instant armedAt, String body) {}

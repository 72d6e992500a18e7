package fermata.daemon.store;

import java.time.Instant;

/**
 * A daemon that owns or owned journals.
 *
 * @param pid of its process
 * @param processStart when the process started, in milliseconds, so that a reused pid is told apart
 * @param boot the identity of the machine's uptime
 */
public record OwnerRow(
    String instance, long pid, long processStart, String boot, Instant startedAt) {}

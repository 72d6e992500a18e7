package fermata.wire.event;

/**
 * One type of durable event.
 *
 * @param name {@code noun.pastParticiple}
 * @param data record of its {@code data}
 * @param meaning what happened, in a sentence without a full stop
 */
public record EventType(String name, Class<? extends EventData> data, String meaning) {}

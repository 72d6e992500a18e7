package fermata.wire.method;

/**
 * A message that nobody answers.
 *
 * @param name {@code area/verb}
 * @param params record of its params
 * @param meaning what it says, in a sentence without a full stop
 */
public record RpcNotificationType<P>(String name, Class<P> params, String meaning) {}

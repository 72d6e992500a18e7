package fermata.wire.channel;

/**
 * What HTTP is served with.
 *
 * @param doorkeeper knows tokens and tickets
 * @param names that are let in
 * @param pages what is there beside the WebSocket
 */
public record WebAccess(Doorkeeper doorkeeper, WebNames names, WebPages pages) {}

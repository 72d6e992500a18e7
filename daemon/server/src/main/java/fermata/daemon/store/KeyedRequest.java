package fermata.daemon.store;

/** What identifies a request that may be sent again. */
public record KeyedRequest(String principal, String method, String key) {}

package fermata.daemon.tool.json;

/** A query that cannot be read or takes too much; the message says where and what was expected. */
public final class QueryRefusal extends RuntimeException {

  QueryRefusal(String message) {
    super(message);
  }
}

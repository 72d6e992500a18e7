package fermata.wire.jsonrpc;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why a request is refused. Numbers and kinds are for ever. Our own numbers lie outside
 * -32768…-32000, a range in which other protocols give the same number different meanings: 10xx the
 * handshake, 11xx who may, 12xx load, 13xx things, 14xx cursors, 15xx definitions, 16xx the store.
 * A code that nothing sends is not declared.
 */
public enum DaemonErrorCode {
  PARSE_ERROR(-32700, "ParseError", false, "the bytes are not a JSON value that the daemon reads"),
  INVALID_REQUEST(-32600, "InvalidRequest", false, "the JSON value is not a request"),
  METHOD_NOT_FOUND(
      -32601, "MethodNotFound", false, "there is no such method; data.suggestions names near ones"),
  INVALID_PARAMS(
      -32602, "InvalidParams", false, "the params do not fit the method; data.issues says where"),
  INTERNAL_ERROR(
      -32603,
      "InternalError",
      false,
      "a bug of the daemon; data.incident names its report in the log"),
  REQUEST_CANCELLED(-32800, "RequestCancelled", false, "the client cancelled the request"),

  NOT_INITIALIZED(1001, "NotInitialized", false, "initialize comes first"),
  ALREADY_INITIALIZED(1002, "AlreadyInitialized", false, "initialize comes once"),
  UNSUPPORTED_PROTOCOL_VERSION(
      1003,
      "UnsupportedProtocolVersion",
      false,
      "no common version; data.supported lists those of the daemon"),
  FORBIDDEN(
      1102, "Forbidden", false, "the client may not do that; data.scope says what it would need"),
  OVERLOADED(1201, "Overloaded", true, "too much is under way; try again after data.retryAfterMs"),
  RATE_LIMITED(
      1202,
      "RateLimited",
      true,
      "who asks has asked too often, over all of its connections; try again after data.retryAfterMs"),
  DRAINING(
      1203, "Draining", true, "the daemon takes no new work; try again after data.retryAfterMs"),
  LIMIT_EXCEEDED(
      1204, "LimitExceeded", false, "a limit would be passed; data.limit and data.value say which"),
  NOT_FOUND(1301, "NotFound", false, "there is no such thing; data.what and data.id say which"),
  ALREADY_EXISTS(1303, "AlreadyExists", false, "the id is taken"),
  CONFLICT(1304, "Conflict", true, "it has changed meanwhile; read it again"),
  IDEMPOTENCY_CONFLICT(1305, "IdempotencyConflict", false, "the key was used with other params"),
  BUSY(1306, "Busy", true, "the session has a run at work"),
  INVALID_STATE(
      1307,
      "InvalidState",
      false,
      "not possible where it stands; data.state and data.allowed say more"),
  QUESTION_ALREADY_ANSWERED(
      1308, "QuestionAlreadyAnswered", false, "somebody was first; data.by says who"),
  QUESTION_EXPIRED(1309, "QuestionExpired", false, "the question ran out"),
  LEASE_HELD(
      1310,
      "LeaseHeld",
      true,
      "another daemon owns the session; try again after data.retryAfterMs"),
  CURSOR_INVALID(1403, "CursorInvalid", false, "the text is not a cursor of this journal"),
  SUBSCRIPTION_LIMIT(
      1404, "SubscriptionLimit", false, "the connection has as many subscriptions as it may"),
  AGENT_INVALID(1501, "AgentInvalid", false, "the definition has errors; data.problems lists them"),
  STORAGE_ERROR(1601, "StorageError", false, "the store failed, such as a full disk"),
  CORRUPT(1602, "Corrupt", false, "what is stored cannot be read");

  private final int code;
  private final String kind;
  private final boolean retryable;
  private final String meaning;

  DaemonErrorCode(int code, String kind, boolean retryable, String meaning) {
    this.code = code;
    this.kind = kind;
    this.retryable = retryable;
    this.meaning = meaning;
  }

  /** {@return the number in {@code error.code}} */
  public int code() {
    return code;
  }

  /** {@return the word in {@code error.data.kind}, which is the contract} */
  public String kind() {
    return kind;
  }

  /** Whether the same request may succeed later. */
  public boolean isRetryable() {
    return retryable;
  }

  /** {@return what happened, in a phrase for documents} */
  public String meaning() {
    return meaning;
  }

  /** {@return the code with that number} */
  public static Optional<DaemonErrorCode> find(int code) {
    return Arrays.stream(values()).filter(each -> each.code == code).findFirst();
  }
}

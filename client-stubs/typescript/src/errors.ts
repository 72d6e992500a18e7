import {
  errorKinds,
  type ErrorKind,
  type JsonObject,
  type SubscriptionSnapshot,
} from "./generated/protocol.js";

/**
 * Why a call or a stream of this package did not succeed.
 *
 * `kind` tells the classes apart, and within `RefusedError` the reasons of the daemon.
 */
export abstract class FermataError extends Error {
  abstract readonly kind: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The daemon said no. */
export class RefusedError extends FermataError {
  /** Why, such as `NotFound`; a newer daemon may have reasons that are not listed. */
  readonly kind: ErrorKind | (string & {});
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;

  /**
   * @param code number of the reason, for routing
   * @param data what is known about it, by kind
   */
  constructor(
    readonly code: number,
    message: string,
    readonly data: JsonObject,
  ) {
    super(message);
    this.kind = typeof data["kind"] === "string" ? data["kind"] : kindOf(code);
    this.retryable = data["retryable"] === true;
  }

  /** Whether the error is a refusal of that kind. */
  static is(error: unknown, kind: ErrorKind): error is RefusedError {
    return error instanceof RefusedError && error.kind === kind;
  }
}

function kindOf(code: number): string {
  const found = Object.entries(errorKinds).find(([, each]) => each.code === code);
  return found === undefined ? "Unknown" : found[0];
}

/** No daemon could be reached or started; the message says what was tried and what to do. */
export class UnreachableError extends FermataError {
  readonly kind = "Unreachable";
}

/**
 * The daemon was stopped on purpose, and none has taken its place. What had not ended goes on at
 * the next start; the stream may be tried again then.
 */
export class StoppedError extends FermataError {
  readonly kind = "Stopped";
}

/**
 * The connection ended before the reply, and the call could not be sent again safely; or the client
 * was closed.
 */
export class DisconnectedError extends FermataError {
  readonly kind = "Disconnected";
}

/**
 * No reply came in time. Whether the call had an effect is not known, unless it is sent again with
 * the same key.
 */
export class TimedOutError extends FermataError {
  readonly kind = "TimedOut";
}

/** The daemon sent something that does not fit the protocol: one of the two has a bug. */
export class MalformedError extends FermataError {
  readonly kind = "Malformed";
}

/**
 * Events are not to be had any more: retention has passed them or the journal was rewritten. What a
 * stream gives next comes after `through`.
 */
export class EventsLostError extends FermataError {
  readonly kind = "EventsLost";

  /**
   * @param status what became of the cursor: `expired` or `epochChanged`
   * @param through position that the stream goes on after
   * @param snapshot the session there, with what `view` asked for
   */
  constructor(
    readonly status: string,
    readonly through: string,
    readonly snapshot: SubscriptionSnapshot | undefined,
  ) {
    super(`events before ${through} are not to be had any more (${status})`);
  }
}

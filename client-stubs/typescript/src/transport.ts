/** Who takes what a transport brings. */
export interface Receiver {
  /** Takes one message, whole. */
  message(text: string): void;

  /** Learns that nothing more comes. Called once. */
  end(): void;
}

/**
 * A way to a daemon that carries whole messages as JSON texts.
 *
 * Whatever arrives before `start` waits for it.
 */
export interface Transport {
  /** Names who takes what comes. Called once. */
  start(receiver: Receiver): void;

  /** Sends a message; after the end it goes nowhere. */
  send(text: string): void;

  /** Ends it; the receiver learns of that too. */
  close(): void;
}

/** A connection ended. Never leaves the package: whoever waits tries again or gives up. */
export class LinkLost extends Error {}

import type { EventsLostError } from "./errors.js";
import type {
  Ephemeral,
  FermataEvent,
  SnapshotView,
  SubscriptionSnapshot,
  SubscriptionWindow,
} from "./generated/protocol.js";
import type { Link, Patience } from "./link.js";

/** What a stream follows, and from where. */
export interface StreamOptions {
  /** Session to follow, or `workspace` for the published events. */
  readonly session: string;
  /** `start` (which is the default), `now`, or the `cursor` of an earlier stream to go on after. */
  readonly from?: "start" | "now" | { readonly cursor: string };
  /** Only these event types; a type ending in `.*` takes all of a noun. */
  readonly types?: readonly string[];
  /** Only events that a selector fits, with the keys that it has in a definition. */
  readonly selector?: unknown;
  /** Only events of these runs. */
  readonly runs?: readonly string[];
  /** Only events at a node or inside of it: names from the outside in. */
  readonly path?: readonly string[];
  /** Only events so many nodes below `path` at most; 1 leaves out the insides of maps. */
  readonly depth?: number;
  /** Only events and pieces of these items: ids of messages, calls and questions. */
  readonly items?: readonly string[];
  /** How many milliseconds what there is may wait for more to go with it; 0 unless said. */
  readonly maxLatencyMs?: number;
  /**
   * Of events whose data is longer than so many UTF-16 units as JSON, 16,384 or more, values that are
   * kept as contents come by reference: `client.whole(event.data)` has them.
   */
  readonly inlineLimit?: number;
  /** What a snapshot has beside the session; one comes where a stream begins at `now`. */
  readonly view?: SnapshotView;
  /** When so many events wait for this reader, it is told by a `lag` item; 10,000 unless said. */
  readonly lag?: number;
  /** How far the daemon sends ahead; default is its own. */
  readonly window?: SubscriptionWindow;
  /** Ends the stream with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** What a stream gives beside the events themselves. */
export type StreamItem =
  /** A durable event. */
  | { readonly kind: "event"; readonly event: FermataEvent }
  /** A piece of an item under way. It fits onto what was given of the item before. */
  | { readonly kind: "piece"; readonly piece: Ephemeral }
  /** The session where the stream begins. Comes first, and only where that is `now`. */
  | { readonly kind: "snapshot"; readonly snapshot: SubscriptionSnapshot; readonly at: string }
  /** Every event that was there when the stream was opened has been given. Comes once. */
  | { readonly kind: "synced" }
  /** Events before this are not to be had any more; the stream goes on after it. */
  | { readonly kind: "lost"; readonly loss: EventsLostError }
  /** This reader is far behind. Nothing is lost; it may open another stream at `now`. */
  | { readonly kind: "lag"; readonly position: string; readonly head: string };

/** What a stream needs of its client. */
export interface Links {
  /** A connection that works, as far as anybody knows. */
  link(mayStart: boolean): Promise<Link>;

  /** How long a stream waits for a reply. */
  readonly patience: Patience;
}

// What every platform's entry gives.
export {
  FermataClient,
  type CallOptions,
  type CallParams,
  type ClientOptions,
} from "./client.js";
export {
  DisconnectedError,
  EventsLostError,
  FermataError,
  MalformedError,
  RefusedError,
  StoppedError,
  TimedOutError,
  UnreachableError,
} from "./errors.js";
export { referenceOf, type ContentReference } from "./contents.js";
export { EventChain, canonicalJson } from "./chain.js";
export { EventStream } from "./events.js";
export type { StreamItem, StreamOptions } from "./following.js";
export type { Hint } from "./hints.js";
export { HintStream } from "./hintstream.js";
export type { Progress } from "./link.js";
export { ItemStream } from "./stream.js";
export { type HeardEvent, type HostedTalk } from "./talk.js";
export { ToolHost, type HostedTool } from "./tools.js";
export { connectWebSocket, type WebSocketOptions } from "./websocket.js";
export type * from "./generated/protocol.js";
export { errorKinds, mutatingMethods, protocolVersions } from "./generated/protocol.js";

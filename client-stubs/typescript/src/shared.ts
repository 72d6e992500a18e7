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
export { EventStream, ItemStream, type StreamItem, type StreamOptions } from "./stream.js";
export { ToolHost, type HostedTool } from "./tools.js";
export { connectWebSocket, type WebSocketOptions } from "./websocket.js";
export type * from "./generated/protocol.js";
export { errorKinds, mutatingMethods, protocolVersions } from "./generated/protocol.js";

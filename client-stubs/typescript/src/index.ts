// The entry for Node.
export * from "./shared.js";
export { connect, connectStdio, type ConnectOptions, type StdioOptions } from "./node/connect.js";

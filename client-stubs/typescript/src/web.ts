// The entry for browsers and the panels of editors: nothing of Node is imported.
export * from "./shared.js";

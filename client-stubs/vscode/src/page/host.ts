// The one way from a page to the extension.

interface CodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): CodeApi;

/** The extension, for a page that sends and takes messages of its own types. */
export class Host<From, To> {
  readonly #api = acquireVsCodeApi();

  send(message: From): void {
    this.#api.postMessage(message);
  }

  onMessage(listener: (message: To) => void): void {
    window.addEventListener("message", (event: MessageEvent<To>) => listener(event.data));
  }

  /** What the page is to show when it is made anew after a reload of the editor. */
  remember(state: unknown): void {
    this.#api.setState(state);
  }
}

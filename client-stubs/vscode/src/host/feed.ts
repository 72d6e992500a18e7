// The events of one session for one page, across restarts of the language server.

import * as vscode from "vscode";
import type { Batch } from "../shared/messages.js";
import type { Server } from "./server.js";
import { wordsOf } from "./server.js";

let feeds = 0;

export class Feed implements vscode.Disposable {
  readonly #server: Server;
  readonly #session: string;
  readonly #take: (batch: Batch) => void;
  readonly #listeners: vscode.Disposable[];
  #sub = "";
  #cursor: string | undefined;

  constructor(server: Server, session: string, take: (batch: Batch) => void) {
    this.#server = server;
    this.#session = session;
    this.#take = take;
    this.#listeners = [
      server.onBatch((batch) => this.#accept(batch)),
      // A new server knows nothing of the streams of the last one.
      server.onStarted(() => void this.#subscribe()),
    ];
    void this.#subscribe();
  }

  get session(): string {
    return this.#session;
  }

  /** Says that the page has shown a batch, so that more may come. */
  shown(batch: number): void {
    this.#server.acknowledge(this.#sub, batch);
  }

  #accept(batch: Batch): void {
    if (batch.sub === this.#sub) {
      this.#cursor = batch.cursor ?? this.#cursor;
      this.#take(batch);
    }
  }

  async #subscribe(): Promise<void> {
    if (!this.#server.isRunning) {
      return;
    }
    this.#sub = `page-${++feeds}`;
    try {
      await this.#server.subscribe(this.#sub, this.#session, this.#cursor);
    } catch (error) {
      this.#take({ sub: this.#sub, batch: 0, ended: wordsOf(error) });
    }
  }

  dispose(): void {
    this.#listeners.forEach((listener) => listener.dispose());
    if (this.#server.isRunning) {
      this.#server.unsubscribe(this.#sub).catch(() => {
        // The server has gone, and the stream with it.
      });
    }
  }
}

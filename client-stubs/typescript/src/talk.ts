import type { HostedMessage } from "./generated/protocol.js";

/** An event as those see it who wait for it. */
export interface HeardEvent {
  readonly seq: number;
  readonly at: string;
  readonly schema: string;
  readonly tags: string[];
  readonly data: Record<string, unknown>;
}

/** What a tool of this program says while it performs a call, and what it is told. Ends with the call. */
export interface HostedTalk {
  /** Tells how far the call is; the call's timeout counts anew. */
  progress(message: string, value?: number, total?: number): Promise<void>;

  /** Shows more output. */
  output(text: string): Promise<void>;

  /** Shows a content by media types; what is shown under the same id is replaced. */
  display(id: string, bundle: Record<string, unknown>): Promise<void>;

  /** Publishes an event in the name of the run; gives its number once it is durable. */
  publish(schema: string, data: Record<string, unknown>, tags?: string[]): Promise<number>;

  /**
   * Waits for the next event that a selector fits, such as `{ schema: "stock.told.v1" }`.
   *
   * The wait is there when the outer promise is done, so what is published afterwards is not missed;
   * the inner one gives the event, or undefined when the time has passed.
   */
  waitForEvent(
    selector: object,
    timeout: string,
  ): Promise<{ readonly event: Promise<HeardEvent | undefined> }>;

  /** Hears every event that a selector fits, until what it gives is called or the call ends. */
  onEvent(selector: object, handler: (event: HeardEvent) => void): Promise<() => Promise<void>>;

  /**
   * Asks a person in the words of `human.ask`, and waits for the answer as long as it takes;
   * undefined where somebody declined.
   */
  ask(question: object): Promise<unknown>;
}

type Told = Record<string, unknown>;

interface Waiting {
  resolve(told: Told): void;
  reject(error: Error): void;
}

/** What is said about one call, by numbered messages. */
export class CallTalk implements HostedTalk {
  readonly #send: (number: number, message: object) => Promise<unknown>;
  readonly #waiting = new Map<string, Waiting>();
  readonly #ears = new Map<string, (event: HeardEvent) => void>();
  #said = 0;
  #ids = 0;
  #last: Promise<unknown> = Promise.resolve();
  heard = 0;

  constructor(send: (number: number, message: object) => Promise<unknown>) {
    this.#send = send;
  }

  // One after the other: what is said second must not come first.
  async #say(message: object): Promise<void> {
    const number = ++this.#said;
    const sent = this.#last.then(() => this.#send(number, message));
    this.#last = sent.catch(() => undefined);
    await sent;
  }

  /** Takes what is told; what was heard before does nothing. */
  hear({ number, message }: HostedMessage): void {
    if (number <= this.heard) {
      return;
    }
    this.heard = number;
    const told = message as Told;
    const id = String(told["id"]);
    const ear = this.#ears.get(id);
    if (ear !== undefined && "event" in told) {
      ear(told["event"] as HeardEvent);
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if ("error" in told) {
      waiting?.reject(new Error(String(told["error"])));
    } else {
      waiting?.resolve(told);
    }
  }

  async #ask(what: string, asked: object): Promise<{ readonly reply: Promise<Told> }> {
    const id = `m${++this.#ids}`;
    const reply = new Promise<Told>((resolve, reject) =>
      this.#waiting.set(id, { resolve, reject }),
    );
    // Whoever gave up waiting must not end the program.
    reply.catch(() => undefined);
    await this.#say({ [what]: { ...asked, id } });
    return { reply };
  }

  progress(message: string, value?: number, total?: number): Promise<void> {
    return this.#say({ progress: { message, value, total } });
  }

  output(text: string): Promise<void> {
    return this.#say({ output: text });
  }

  display(id: string, bundle: Record<string, unknown>): Promise<void> {
    return this.#say({ displayId: id, display: bundle });
  }

  async publish(
    schema: string,
    data: Record<string, unknown>,
    tags: string[] = [],
  ): Promise<number> {
    const { reply } = await this.#ask("publish", { schema, data, tags });
    const { published } = (await reply) as { published: { seq: number } };
    return published.seq;
  }

  async waitForEvent(
    selector: object,
    timeout: string,
  ): Promise<{ readonly event: Promise<HeardEvent | undefined> }> {
    const { reply } = await this.#ask("wait", { event: selector, timeout });
    const event = reply.then((told) => told["event"] as HeardEvent | undefined);
    event.catch(() => undefined);
    return { event };
  }

  async onEvent(
    selector: object,
    handler: (event: HeardEvent) => void,
  ): Promise<() => Promise<void>> {
    const id = `m${++this.#ids}`;
    this.#ears.set(id, handler);
    await this.#say({ listen: { id, event: selector } });
    return async () => {
      this.#ears.delete(id);
      await this.#say({ stop: { id } });
    };
  }

  async ask(question: object): Promise<unknown> {
    const { reply } = await this.#ask("ask", question);
    return (await reply)["answer"];
  }

  /** Ends what waits: the call has ended. */
  end(): void {
    this.#ears.clear();
    this.#waiting.forEach((waiting) => waiting.reject(new Error("the call has ended")));
    this.#waiting.clear();
  }
}

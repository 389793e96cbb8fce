// The Chrome DevTools Protocol over a pair of pipes: one JSON message after the other, each ended by a zero byte.
import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
// Types only: nothing of Playwright runs here, it just ships the protocol's definition.
import type { Protocol } from '../../../node_modules/playwright-core/types/protocol.d.ts';

export type { Protocol };
type Commands = Protocol.CommandParameters;
type Answers = Protocol.CommandReturnValues;
export type CdpEvent = { [Method in keyof Protocol.Events]: { method: Method; params: Protocol.Events[Method]; sessionId?: string } }[keyof Protocol.Events];

interface Answer {
  id: number;
  result?: unknown;
  error?: { message: string };
}

/** Chromium refused, or can answer no longer: the page, the window or Chromium itself has gone. */
export class ChromiumError extends Error {}

export class CdpPipe extends EventEmitter<{ event: [CdpEvent] }> {
  readonly #out: Writable;
  readonly #pending = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  #chunks: Buffer[] = [];
  #lastId = 0;
  #gone = false;

  constructor(out: Writable, back: Readable) {
    super();
    this.#out = out;
    out.on('error', () => this.end());
    back.on('data', (data: Buffer) => this.#read(data));
    back.on('error', () => this.end());
  }

  /** Rejects when Chromium refuses, and when it goes away before it has answered. */
  send<M extends keyof Commands & keyof Answers>(method: M, params?: Commands[M], sessionId?: string): Promise<Answers[M]> {
    if (this.#gone) return Promise.reject(new ChromiumError('Chromium is gone'));
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as (result: unknown) => void, reject: (error) => reject(new ChromiumError(`${method}: ${error.message}`)) });
      this.#out.write(`${JSON.stringify({ id, method, params: params ?? {}, sessionId })}\0`);
    });
  }

  end(): void {
    this.#gone = true;
    for (const { reject } of this.#pending.values()) reject(new Error('Chromium is gone'));
    this.#pending.clear();
  }

  #read(data: Buffer): void {
    let rest = data;
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const text = Buffer.concat([...this.#chunks, rest.subarray(0, end)]).toString();
      this.#chunks = [];
      rest = rest.subarray(end + 1);
      this.#receive(JSON.parse(text) as Answer | CdpEvent);
    }
    if (rest.length > 0) this.#chunks.push(rest);
  }

  #receive(message: Answer | CdpEvent): void {
    if (!('id' in message)) return void this.emit('event', message);
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.error) pending?.reject(new Error(message.error.message));
    else pending?.resolve(message.result);
  }
}

/** One target that Chromium lets the host look into: a page, a frame in a process of its own, a worker. */
export class CdpSession {
  readonly id: string;
  readonly #pipe: CdpPipe;
  constructor(pipe: CdpPipe, id: string) {
    this.#pipe = pipe;
    this.id = id;
  }
  send<M extends keyof Commands & keyof Answers>(method: M, params?: Commands[M]): Promise<Answers[M]> {
    return this.#pipe.send(method, params, this.id);
  }
}

/** For what may fail because a page, a window or Chromium has just gone: that is not an error of anybody's. Any other failure is said. */
export function ignoreGone(promise: Promise<unknown>): void {
  promise.catch((error: unknown) => {
    if (!(error instanceof ChromiumError)) console.error('electron-host:', error);
    else if (process.env['ELECTRON_ENABLE_LOGGING']) console.error('electron-host:', error.message);
  });
}

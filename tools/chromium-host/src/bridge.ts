// One half of the context bridge. Injected with Function.prototype.toString() like codec.ts: it must stand on its own.
import type { Callable, Codec } from './codec.ts';

export type BridgeMessage = { t: string } & Record<string, unknown>;
export interface Bridge {
  post(message: BridgeMessage): void;
  on(type: string, handler: (message: never) => void): void;
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/**
 * The two JavaScript worlds of a frame share nothing but the DOM: text travels in the `detail` of CustomEvents, under names that page code does
 * not know. Dispatch is synchronous, so calls across the bridge are synchronous, as they are in Electron.
 * @param target what both worlds share: the frame's window
 */
export function createBridge(codec: Codec, target: EventTarget, outgoing: string, incoming: string): Bridge {
  // Taken before the page's own scripts run: what they do to the prototypes later does not matter here.
  const { apply } = Reflect;
  const { stringify, parse } = JSON;
  const { dispatchEvent, addEventListener } = EventTarget.prototype;
  const { then } = Promise.prototype;
  const Carrier = CustomEvent;
  const readDetail = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')!.get!;

  const functions = new Map<number, Callable>();
  const promises = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>();
  const handlers: Record<string, (message: never) => void> = Object.create(null) as Record<string, never>;
  let lastId = 0;
  let reply: string | undefined;

  const post = (message: BridgeMessage): void => void apply(dispatchEvent, target, [new Carrier(outgoing, { detail: stringify(message) })]);
  const released = new FinalizationRegistry((id: number) => post({ t: 'release', id }));

  const encode = (value: unknown): string => codec.encode(value, {
    function: (callable) => {
      functions.set(++lastId, callable);
      return lastId;
    },
    promise: (promise) => {
      const id = ++lastId;
      apply(then, promise, [
        (result: unknown) => post({ t: 'resolve', id, value: encode(result) }),
        (error: unknown) => post({ t: 'reject', id, value: encode(error) }),
      ]);
      return id;
    },
  });
  const call = (id: number, args: unknown[]): unknown => {
    reply = undefined;
    post({ t: 'call', id, args: encode(args) });
    if (reply === undefined) throw new Error('The other side of the context bridge is gone');
    const answer = parse(reply) as { value: string } | { error: string };
    if ('error' in answer) throw decode(answer.error);
    return decode(answer.value);
  };
  const decode = (text: string): unknown => codec.decode(text, {
    plainErrors: true,
    function: (id) => {
      const proxy = (...args: unknown[]): unknown => call(id, args);
      released.register(proxy, id);
      return proxy;
    },
    promise: (id) => new Promise((resolve, reject) => promises.set(id, { resolve, reject })),
  });

  const on: Bridge['on'] = (type, handler) => {
    handlers[type] = handler;
  };
  on('call', ({ id, args }: { id: number; args: string }) => {
    let body: string;
    try {
      const callable = functions.get(id);
      if (!callable) throw new Error('Unknown function of the context bridge');
      body = stringify({ value: encode(apply(callable, undefined, decode(args) as unknown[])) });
    } catch (error) {
      body = stringify({ error: encode(error instanceof Error ? error : new Error(String(error))) });
    }
    post({ t: 'reply', body });
  });
  on('reply', ({ body }: { body: string }) => {
    reply = body;
  });
  on('resolve', ({ id, value }: { id: number; value: string }) => {
    promises.get(id)?.resolve(decode(value));
    promises.delete(id);
  });
  on('reject', ({ id, value }: { id: number; value: string }) => {
    promises.get(id)?.reject(decode(value));
    promises.delete(id);
  });
  on('release', ({ id }: { id: number }) => void functions.delete(id));

  apply(addEventListener, target, [incoming, (event: Event) => {
    const message = parse(apply(readDetail, event, [])) as { t: string };
    handlers[message.t]?.(message as never);
  }]);
  return { post, on, encode, decode };
}

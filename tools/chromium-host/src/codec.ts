// Structured clone as text. Runs in Node and, injected with Function.prototype.toString(), in the two worlds of a page: it must stand on its
// own (no imports, no outer variables).

export interface EncodeHooks {
  function?: (value: Callable) => number;
  promise?: (value: Promise<unknown>) => number;
}
export interface DecodeHooks {
  function?: (id: number) => unknown;
  promise?: (id: number) => unknown;
  /** Electron's context bridge keeps only message and stack of an error; structured clone keeps the built-in type, too. */
  plainErrors?: boolean;
}
export type Callable = (...args: unknown[]) => unknown;
export interface Codec {
  /** @throws on whatever Electron's IPC refuses to clone */
  encode(value: unknown, hooks?: EncodeHooks): string;
  decode(text: string, hooks?: DecodeHooks): unknown;
}

export function createCodec(): Codec {
  type Bytes = Uint8Array & { toBase64?: () => string };
  const { stringify, parse } = JSON;
  const VIEWS = [
    'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'Float16Array', 'Float32Array', 'Float64Array',
    'BigInt64Array', 'BigUint64Array', 'DataView',
  ];
  const ERRORS: Record<string, ErrorConstructor> = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
  const DomNode = Reflect.get(globalThis, 'Node') as (abstract new () => object) | undefined;
  const UNCLONEABLE = [WeakMap, WeakSet, WeakRef, ...(DomNode ? [DomNode] : [])];
  // Chromium has base64 on Uint8Array, Node 24 has Buffer.
  const buffers = (globalThis as { Buffer?: typeof Buffer }).Buffer;
  const toBase64 = (bytes: Bytes): string => bytes.toBase64?.() ?? buffers!.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  const fromBase64 = (text: string): Uint8Array => {
    const native = (Uint8Array as { fromBase64?: (text: string) => Uint8Array }).fromBase64;
    return native ? native.call(Uint8Array, text) : new Uint8Array(buffers!.from(text, 'base64'));
  };
  const fail = (): never => {
    throw new Error('An object could not be cloned.');
  };

  const encode = (root: unknown, hooks: EncodeHooks = {}): string => {
    const seen = new Map<object, number>();
    const entries = (value: object): unknown[] => Object.keys(value).map((key) => [key, walk((value as Record<string, unknown>)[key])]);
    const walkObject = (value: object): unknown => {
      if (seen.has(value)) return ['seen', seen.get(value)];
      seen.set(value, seen.size);
      if (Array.isArray(value)) return ['array', Array.from(value, walk)];
      if (value instanceof Date) return ['date', value.getTime()];
      if (value instanceof Error) return ['error', value.name, value.message, value.stack ?? '', 'cause' in value ? [walk(value.cause)] : []];
      if (value instanceof RegExp) return ['regexp', value.source, value.flags];
      if (value instanceof Map) return ['map', Array.from(value, ([key, item]) => [walk(key), walk(item)])];
      if (value instanceof Set) return ['set', Array.from(value, walk)];
      if (value instanceof ArrayBuffer) return ['bytes', 'ArrayBuffer', toBase64(new Uint8Array(value))];
      if (ArrayBuffer.isView(value)) {
        // A Node Buffer arrives as a Uint8Array, as it does in Electron.
        const name = value instanceof Uint8Array ? 'Uint8Array' : value.constructor.name;
        return ['bytes', VIEWS.includes(name) ? name : fail(), toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))];
      }
      if (value instanceof Promise) return hooks.promise ? ['promise', hooks.promise(value)] : fail();
      if (UNCLONEABLE.some((type) => value instanceof type)) return fail();
      return ['object', entries(value)];
    };
    const walk = (value: unknown): unknown => {
      switch (typeof value) {
        case 'string': case 'boolean': return value;
        case 'undefined': return ['undefined'];
        case 'number': return Number.isFinite(value) && !Object.is(value, -0) ? value : ['number', Object.is(value, -0) ? '-0' : String(value)];
        case 'bigint': return ['bigint', String(value)];
        case 'function': return hooks.function ? ['function', hooks.function(value as Callable)] : fail();
        case 'object': return value === null ? null : walkObject(value);
        default: return fail();
      }
    };
    return stringify(walk(root));
  };

  const decode = (text: string, hooks: DecodeHooks = {}): unknown => {
    const seen: unknown[] = [];
    const keep = <T>(value: T): T => {
      seen.push(value);
      return value;
    };
    const decodeError = (name: string, message: string, stack: string, cause: unknown[]): Error => {
      const error = keep(new ((hooks.plainErrors ? undefined : ERRORS[name]) ?? Error)(message));
      Object.defineProperty(error, 'stack', { value: stack, configurable: true, writable: true });
      if (cause.length > 0) Object.defineProperty(error, 'cause', { value: walk(cause[0]), configurable: true, writable: true });
      return error;
    };
    const decodeBytes = (name: string, base64: string): unknown => {
      const { buffer } = fromBase64(base64);
      if (name === 'ArrayBuffer') return buffer;
      if (!VIEWS.includes(name)) return fail();
      return new (Reflect.get(globalThis, name) as new (buffer: ArrayBufferLike) => unknown)(buffer);
    };
    const walk = (node: unknown): unknown => {
      if (!Array.isArray(node)) return node;
      const [tag, first, second, third, fourth] = node as [string, never, never, never, never];
      switch (tag) {
        case 'undefined': return undefined;
        case 'number': return Number(first);
        case 'bigint': return BigInt(first);
        case 'seen': return seen[first];
        case 'function': return hooks.function ? hooks.function(first) : fail();
        case 'promise': return hooks.promise ? keep(hooks.promise(first)) : fail();
        case 'date': return keep(new Date(first ?? Number.NaN));
        case 'error': return decodeError(first, second, third, fourth);
        case 'regexp': return keep(new RegExp(first, second));
        case 'bytes': return keep(decodeBytes(first, second));
        case 'array': {
          const array = keep<unknown[]>([]);
          for (const item of first as unknown[]) array.push(walk(item));
          return array;
        }
        case 'map': {
          const map = keep(new Map<unknown, unknown>());
          for (const [key, item] of first as [unknown, unknown][]) map.set(walk(key), walk(item));
          return map;
        }
        case 'set': {
          const set = keep(new Set<unknown>());
          for (const item of first as unknown[]) set.add(walk(item));
          return set;
        }
        case 'object': {
          const object = keep({});
          // Defined, not assigned: a key `__proto__` is a key like any other.
          for (const [key, item] of first as [string, unknown][]) Object.defineProperty(object, key, { value: walk(item), enumerable: true, configurable: true, writable: true });
          return object;
        }
        default: return fail();
      }
    };
    return walk(parse(text));
  };

  return { encode, decode };
}

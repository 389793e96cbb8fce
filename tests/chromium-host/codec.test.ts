import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCodec } from '../../tools/chromium-host/src/codec.ts';

const { encode, decode } = createCodec();
const there = (value: unknown): unknown => decode(encode(value));

describe('what structured clone clones comes back as structured clone gives it', () => {
  const table: [string, unknown][] = [
    ['text with every kind of character', 'a\u0000\u2028😀"\\'], ['booleans', [true, false]], ['null and undefined', { none: null, nothing: undefined }],
    ['numbers at their edges', [0, -0, Number.NaN, Infinity, -Infinity, Number.MAX_VALUE]], ['big integers', [0n, -(2n ** 80n)]],
    ['dates', [new Date(0), new Date(8.64e15), new Date(Number.NaN)]], ['regular expressions', /a\/b/giu], ['sets and maps', new Map<unknown, unknown>([[{ key: 1 }, new Set([1, [2]])]])],
    ['nested objects', { list: [{ deep: { deeper: [1] } }] }], ['bytes', new Uint8Array([0, 127, 255])], ['a part of a buffer', new Uint8Array([1, 2, 3, 4]).subarray(1, 3)],
    ['other typed arrays', [new Float64Array([1.5]), new BigInt64Array([-1n]), new Int16Array([-2])]], ['an array buffer', new Uint8Array([9]).buffer],
  ];
  it.each(table)('%s', (_name, value) => expect(there(value)).toStrictEqual(structuredClone(value)));

  it('errors keep their built-in type, message, stack and cause', () => {
    const error = new RangeError('bad', { cause: new TypeError('deeper') });
    const copy = there(error) as RangeError;
    expect(copy).toBeInstanceOf(RangeError);
    expect([copy.message, copy.stack, (copy.cause as Error).message]).toEqual([error.message, error.stack, 'deeper']);
    expect((decode(encode(error), { plainErrors: true }) as Error).constructor).toBe(Error);
  });
  it('an instance of a class becomes a plain object, a Buffer plain bytes', () => {
    class Site {
      readonly name = 'HQ';
    }
    expect(there(new Site())).toStrictEqual({ name: 'HQ' });
    expect(there(Buffer.from('hi'))).toStrictEqual(new Uint8Array([104, 105]));
  });
  it('cycles and shared objects stay what they are', () => {
    const shared = { value: 1 };
    const cyclic: { self?: unknown; first: object; second: object; map: Map<string, unknown> } = { first: shared, second: shared, map: new Map() };
    cyclic.self = cyclic;
    cyclic.map.set('me', cyclic);
    const copy = there(cyclic) as typeof cyclic;
    expect(copy.self).toBe(copy);
    expect(copy.first).toBe(copy.second);
    expect(copy.map.get('me')).toBe(copy);
  });
});

describe('what structured clone refuses is refused', () => {
  const table: [string, unknown][] = [
    ['functions', () => 1], ['symbols', Symbol('x')], ['promises', Promise.resolve()], ['weak maps', new WeakMap()], ['weak sets', new WeakSet()], ['weak references', new WeakRef({})],
  ];
  it.each(table)('%s', (_name, value) => {
    expect(() => encode({ deep: [value] })).toThrow('An object could not be cloned.');
    expect(() => decode(JSON.stringify(['function', 1]))).toThrow('An object could not be cloned.');
  });
});

describe('what arrives cannot reach beyond itself', () => {
  it('a key named __proto__ is a key like any other', () => {
    const copy = there(JSON.parse('{"__proto__":{"polluted":true}}')) as Record<string, unknown>;
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(copy['polluted']).toBeUndefined();
    expect(Object.getOwnPropertyNames(copy)).toEqual(['__proto__']);
  });
  it.each(['["constructor"]', '["bytes","Function","YWxlcnQoMSk="]', '["what",1]'])('an unknown tag is refused: %s', (text) => {
    expect(() => decode(text)).toThrow('An object could not be cloned.');
  });
});

it('whatever JSON-like value goes in comes out, and text that looks like a tag is just text', () => {
  const value = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true });
  fc.assert(fc.property(value, (sent) => {
    expect(there(sent)).toEqual(structuredClone(sent));
  }));
  fc.assert(fc.property(fc.array(fc.string()), (sent) => {
    expect(there(sent)).toStrictEqual(sent);
  }));
});

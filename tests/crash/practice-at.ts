// A practice account over HTTP that counts what comes and goes, and says so before it is done and before it is answered.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { handle } from '../../main/practice/handle.ts';
import type { PracticeWorld } from '../../main/practice/world.ts';

/** `request`: it has arrived and nothing is done yet. `response`: it is done, and the answer has not left. */
export type Moment = 'request' | 'response';

export interface CountedPractice {
  readonly port: number;
  /** `METHOD path` of everything that came. */
  readonly calls: string[];
  /** What was worked on and not refused, also where the answer never left; with what was sent. */
  readonly worked: { readonly call: string; readonly form: URLSearchParams }[];
  readonly close: () => void;
}

/** @param at called at each moment with the number of the call, from 1; the call goes on when it is over, or is left hanging where it says so */
export async function practiceAt(world: PracticeWorld, at: (moment: Moment, nth: number) => Promise<'on' | 'hang'>): Promise<CountedPractice> {
  const calls: string[] = [];
  const worked: { readonly call: string; readonly form: URLSearchParams }[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const body = await text(request);
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://practice');
      const call = `${request.method ?? ''} ${pathname}`;
      const nth = calls.push(call);
      if ((await at('request', nth)) === 'hang') return;
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const answer = handle(world, { method: request.method ?? 'GET', host: request.headers.host ?? '', path: pathname, query: searchParams, headers, body }, world.timeAt(Date.now()));
      if (answer.status < 300) worked.push({ call, form: new URLSearchParams(body) });
      if ((await at('response', nth)) === 'hang') return;
      response.writeHead(answer.status, answer.headers).end(answer.body);
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { port: (server.address() as AddressInfo).port, calls, worked, close: () => { server.close(); server.closeAllConnections(); } };
}

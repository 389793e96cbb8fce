// The line from an app under test to a practice service on loopback, in place of Twilio: it can be cut, and put back.
import type { ElectronApplication } from '@playwright/test';

export interface Line {
  /** No call gets through any more. */
  readonly cut: () => Promise<void>;
  readonly restore: () => Promise<void>;
  /** So many calls get through; of the last one the answer is lost, and then the line is dead. */
  readonly letThrough: (calls: number) => Promise<void>;
  /** How many calls were tried since the line was last cut, put back or limited. */
  readonly tried: () => Promise<number>;
  /** The hosts that were meant, and what is done with a redirect. */
  readonly hosts: () => Promise<string[]>;
}

interface State {
  /** How many more calls get through. */
  left: number;
  tried: number;
  readonly hosts: string[];
}

/** Leads everything that main sends through the session for Twilio to the service, with the host it was meant for. */
export async function leadTo(app: ElectronApplication, url: string): Promise<Line> {
  await app.evaluate(({ session }, target) => {
    const line: State = { left: Infinity, tried: 0, hosts: [] };
    Object.assign(globalThis, { line });
    const { request } = process.getBuiltinModule('node:http');
    const gone = (): TypeError => new TypeError('net::ERR_INTERNET_DISCONNECTED');
    session.fromPartition('twilio').fetch = async (input, init) => {
      const meant = new URL(String(input));
      line.hosts.push(`${meant.protocol}//${meant.host} ${init?.redirect ?? ''}`);
      line.tried += 1;
      if (line.left <= 0) throw gone();
      line.left -= 1;
      const isLast = line.left === 0;
      return new Promise<Response>((resolve, reject) => {
        const call = request(`${target}${meant.pathname}${meant.search}`, { method: init?.method, headers: { ...(init?.headers as Record<string, string>), host: meant.host } }, (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => (isLast ? reject(gone()) : resolve(new Response(answer.statusCode === 204 ? null : Buffer.concat(chunks), { status: answer.statusCode ?? 500 }))));
        });
        call.on('error', reject).end(init?.body as string | undefined);
      });
    };
  }, url);
  const set = (left: number): Promise<void> => app.evaluate((_, wanted) => {
    const { line } = globalThis as unknown as { line: State };
    // Infinity does not travel.
    Object.assign(line, { left: wanted < 0 ? Infinity : wanted, tried: 0 });
  }, left);
  return {
    cut: () => set(0), restore: () => set(-1), letThrough: set,
    tried: () => app.evaluate(() => (globalThis as unknown as { line: State }).line.tried),
    hosts: () => app.evaluate(() => (globalThis as unknown as { line: State }).line.hosts),
  };
}

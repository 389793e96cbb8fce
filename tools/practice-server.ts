// Runs the practice account as an HTTP service of its own: npm run practice [-- --port N]. Its world lasts as long as the process.
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { createPracticeServer } from '../main/practice/server.ts';
import { PracticeWorld } from '../main/practice/world.ts';

function readPort(): number {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
  const port = Number(values.port);
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535) throw new Error(`“${values.port}” is not a port: use a number from 0 to 65535, where 0 picks a free one.`);
  return port;
}

function giveUp(sentence: string, code: number): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}

function portOrExit(): number {
  try {
    return readPort();
  } catch (error) {
    return giveUp(`${error instanceof Error ? error.message.split('\n')[0] : 'These options are not understood.'}\nUsage: npm run practice [-- --port N]`, 2);
  }
}

const port = portOrExit();
const world = PracticeWorld.fresh();
const server = createPracticeServer(world, { save: async () => {}, now: Date.now });
server.on('error', (error) => giveUp(`The practice account cannot listen on port ${port} (${'code' in error ? String(error.code) : 'unknown'}). Choose another with --port.`, 1));
server.listen(port, '127.0.0.1', () => {
  const { sid, authToken, apiKey, apiSecret } = world.data.account;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, accountSid: sid, authToken, apiKey, apiSecret })}\n`);
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close();
    server.closeAllConnections();
  });
}

// Runs the practice account as a service of its own: npm run practice [-- --port N]. Its world lasts as long as the process.
import { parseArgs } from 'node:util';
import { type PracticeService, startPracticeService } from './practice/service.ts';

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

async function startOrExit(port: number): Promise<PracticeService> {
  try {
    return await startPracticeService(port);
  } catch (error) {
    const { code = 'unknown', syscall = '', path = '' } = error as NodeJS.ErrnoException;
    if (syscall === 'listen') return giveUp(`The practice account cannot listen on port ${port} (${code}). Choose another with --port.`, 1);
    if (path !== '') return giveUp(`The practice account cannot write its certificate to ${path} (${code}). Point TMPDIR to a folder that can be written to.`, 1);
    throw error;
  }
}

const { announcement, stop } = await startOrExit(portOrExit());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
process.stdout.write(`${JSON.stringify(announcement)}\n`);

// The lock behind app.requestSingleInstanceLock(): one process per data folder.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';

export interface Knock {
  readonly argv: string[];
  readonly cwd: string;
  readonly additionalData: unknown;
}

/** The lock's name is an abstract Unix socket: taking it is atomic, and it goes with its process, so it is never stale. */
export class SingleInstance {
  #server: net.Server | undefined;

  get held(): boolean {
    return this.#server !== undefined;
  }

  /** @returns false when another process has it; that one has been told. */
  take(folder: string, knock: Knock, onKnock: (knock: Knock) => void): boolean {
    if (this.#server) return true;
    const name = `\0electron-host-${process.getuid?.() ?? 0}-${createHash('sha256').update(real(folder)).digest('hex').slice(0, 32)}`;
    const server = net.createServer({ allowHalfOpen: true }, (socket) => {
      let text = '';
      socket.setEncoding('utf8').on('data', (data: string) => {
        text += data;
      });
      socket.on('end', () => {
        socket.end('ok');
        onKnock(JSON.parse(text) as Knock);
      });
      socket.on('error', () => {});
    });
    server.on('error', () => {});
    server.listen(name);
    if (server.listening) {
      server.unref();
      this.#server = server;
      return true;
    }
    tell(name, knock);
    return false;
  }

  release(): void {
    this.#server?.close();
    this.#server = undefined;
  }
}

function real(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return path.resolve(folder);
  }
}

/** The call is synchronous and sockets are not: a short-lived process tells the first instance. */
function tell(name: string, knock: Knock): void {
  const script = `
    const socket = require('node:net').connect(process.argv[1].replace('@', '\\0'), () => socket.end(process.argv[2]));
    socket.on('data', () => process.exit(0)).on('error', () => process.exit(1));
    setTimeout(() => process.exit(1), 3000);`;
  spawnSync(process.execPath, ['-e', script, name.replace('\0', '@'), JSON.stringify(knock)]);
}

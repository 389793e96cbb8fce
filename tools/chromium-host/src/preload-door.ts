// The line between a page's preload and ipcMain.
import { ignoreGone, type CdpSession, type Protocol } from './cdp.ts';
import type { FrameTree, HostFrame } from './frames.ts';
import { codec, ipcMain } from './ipc-main.ts';
import type { PageScripts } from './page-scripts.ts';
import type { FromHost, ToHost } from './worlds.ts';

const WORLD = 'Electron Isolated Context';

/** The page, as far as messages need it. */
interface Page {
  readonly frames: FrameTree;
  cdp(): Promise<CdpSession>;
  send(channel: string, ...args: unknown[]): void;
}

export class PreloadDoor {
  readonly #page: Page;
  readonly #scripts: PageScripts;
  /** The frame of every isolated world that is alive, by Chromium's context. */
  readonly #worlds = new Map<number, HostFrame>();

  constructor(page: Page, scripts: PageScripts) {
    this.#page = page;
    this.#scripts = scripts;
  }

  install(cdp: CdpSession): Promise<unknown> {
    return Promise.all([
      cdp.send('Runtime.addBinding', { name: this.#scripts.binding, executionContextName: WORLD }),
      cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: this.#scripts.main }),
      cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: this.#scripts.isolated, worldName: WORLD }),
    ]);
  }

  onWorldCreated({ id, name, auxData }: Protocol.Runtime.ExecutionContextDescription): void {
    const frame = this.#page.frames.get(auxData?.['frameId'] ?? '');
    if (name === WORLD && frame) this.#worlds.set(id, frame);
  }
  onWorldDestroyed(contextId: number): void {
    this.#worlds.delete(contextId);
  }
  clear(): void {
    this.#worlds.clear();
  }

  /** Chromium says which world called: nothing a page sends can pretend to be the preload. */
  onCalled({ name, payload, executionContextId }: Protocol.Runtime.bindingCalledPayload): void {
    const frame = this.#worlds.get(executionContextId);
    if (frame && name === this.#scripts.binding) ignoreGone(this.#receive(frame, executionContextId, JSON.parse(payload) as ToHost));
  }
  async #receive(frame: HostFrame, contextId: number, message: ToHost): Promise<void> {
    const [page, worlds] = [this.#page, this.#worlds];
    const event = {
      sender: page, type: 'frame', frameId: frame.routingId, processId: frame.processId, preventDefault: () => {}, defaultPrevented: false,
      reply: (channel: string, ...args: unknown[]) => page.send(channel, ...args),
      // Null once the frame has gone on to another page, as Electron documents it.
      get senderFrame() {
        return worlds.get(contextId) === frame ? frame : null;
      },
    } as unknown as Electron.IpcMainInvokeEvent;
    if (message.t === 'send') return void ipcMain.emit(message.channel, event, ...(codec.decode(message.args) as unknown[]));
    await this.#deliver(contextId, await ipcMain.answer(event, message.id, message.channel, message.args));
  }

  /** @throws when the arguments cannot be cloned */
  send(channel: string, args: unknown[]): void {
    const message: FromHost = { t: 'event', channel, args: codec.encode(args) };
    for (const [contextId, frame] of this.#worlds) if (frame === this.#page.frames.main) ignoreGone(this.#deliver(contextId, message));
  }
  async #deliver(contextId: number, message: FromHost): Promise<void> {
    const text = JSON.stringify(JSON.stringify(message));
    await (await this.#page.cdp()).send('Runtime.evaluate', { contextId, expression: `globalThis[${JSON.stringify(this.#scripts.deliver)}](${text})` });
  }
}

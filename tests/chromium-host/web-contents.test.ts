import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CdpPipe, CdpSession, ChromiumError, ignoreGone, type Protocol } from '../../tools/chromium-host/src/cdp.ts';
import { FrameTree } from '../../tools/chromium-host/src/frames.ts';
import { RequestGate } from '../../tools/chromium-host/src/requests.ts';
import { HostSession } from '../../tools/chromium-host/src/session.ts';
import { WebContents } from '../../tools/chromium-host/src/web-contents.ts';

const [MAIN, BLANK, PAGE] = ['main frame', 'data:text/html,blank', 'https://example.com/'];

/** The other end of the pipe: answers each command at once, and keeps its name. */
class Chromium {
  readonly asked: string[] = [];
  readonly pipe: CdpPipe;
  /** What it answers with something in it; everything else is answered by an empty object. */
  readonly answers: Record<string, unknown> = {};

  constructor() {
    const [toChromium, fromChromium] = [new PassThrough(), new PassThrough()];
    this.pipe = new CdpPipe(toChromium, fromChromium);
    let text = '';
    toChromium.on('data', (data: Buffer) => {
      const messages = `${text}${data.toString()}`.split('\0');
      text = messages.pop() ?? '';
      for (const message of messages) {
        const { id, method, sessionId } = JSON.parse(message) as { id: number; method: string; sessionId?: string };
        this.asked.push(method);
        fromChromium.write(`${JSON.stringify({ id, result: this.answers[method] ?? {}, sessionId })}\0`);
      }
    });
  }
  /** The host has done what follows from the answers so far: a turn has passed in which it asked nothing. */
  async settled(): Promise<void> {
    let before: number;
    do {
      before = this.asked.length;
      await turn();
    } while (this.asked.length > before);
  }
}

const frameAt = (url: string): Protocol.Page.Frame => ({ id: MAIN, url }) as Protocol.Page.Frame;

describe('a new window', () => {
  /** The app asks for its page while the window is being made, as apps do. */
  function open(firstUrl: string): { chromium: Chromium; contents: WebContents; cdp: CdpSession } {
    const chromium = new Chromium();
    chromium.answers['Page.getFrameTree'] = { frameTree: { frame: frameAt(firstUrl) } };
    const owner = Object.assign(new EventEmitter(), { blankUrl: BLANK, place: () => Promise.resolve(), resized: () => {}, close: () => {} });
    const contents = new WebContents(owner, {}, chromium.pipe, new EventEmitter());
    const cdp = new CdpSession(chromium.pipe, 'session');
    ignoreGone(contents.attach(cdp, MAIN));
    ignoreGone(contents.loadURL(PAGE));
    return { chromium, contents, cdp };
  }

  // Two navigations that overlap: Chromium may announce neither, to the host or to Playwright, and both wait for ever.
  it('is not sent to its page while its first, empty page is on its way', async () => {
    const { chromium, contents, cdp } = open(':');
    await chromium.settled();
    expect(chromium.asked).toContain('Runtime.runIfWaitingForDebugger');
    expect(chromium.asked).not.toContain('Page.navigate');
    contents.onEvent(cdp, { method: 'Page.frameNavigated', params: { frame: frameAt(BLANK), type: 'Navigation' } }, false);
    await chromium.settled();
    expect(chromium.asked).toContain('Page.navigate');
  });
  it('is sent to its page where the empty one was there before the host could hear of it', async () => {
    const { chromium } = open(BLANK);
    await chromium.settled();
    expect(chromium.asked).toContain('Page.navigate');
  });
});

it('a request of a page whose address is not known is answered, not held for ever', async () => {
  const chromium = new Chromium();
  const gate = new RequestGate(Object.assign(new EventEmitter(), { id: 1, session: new HostSession(''), frames: new FrameTree(MAIN) }), chromium.pipe);
  const request = { url: PAGE, method: 'GET', headers: {} } as Protocol.Network.Request;
  await gate.onPaused(new CdpSession(chromium.pipe, 'session'), { requestId: 'one', request, frameId: MAIN, resourceType: 'Document' });
  expect(chromium.asked.filter((method) => method.startsWith('Fetch.'))).toEqual(['Fetch.continueRequest']);
});

describe('what is nobody’s error', () => {
  afterEach(() => void vi.restoreAllMocks());
  it.each([
    ['Chromium’s refusal', new ChromiumError('No target with given id found'), 0], ['a fault of the host or the app', new TypeError('Invalid URL'), 1],
  ])('%s is said or not', async (_what, error, times) => {
    const said = vi.spyOn(console, 'error').mockReturnValue();
    ignoreGone(Promise.reject(error));
    await turn();
    expect(said).toHaveBeenCalledTimes(times);
  });
});

// Which windows there are, and which of Chromium's targets belongs to which.
import type { HostApp } from './app.ts';
import type { BrowserWindow } from './browser-window.ts';
import { CdpSession, ignoreGone, type CdpEvent, type Protocol } from './cdp.ts';
import { nativeTheme } from './native-theme.ts';
import type { WebContents } from './web-contents.ts';

const windows = new Set<BrowserWindow>();
/** Windows that Chromium has been asked for, by the address of their blank page. */
const opening = new Map<string, BrowserWindow>();
/** Who gets the events of a session: the page itself, or (`part`) the page that a frame or worker belongs to. */
const sessions = new Map<string, { cdp: CdpSession; contents: WebContents; part: boolean }>();

export function allWindows(): BrowserWindow[] {
  return [...windows];
}
export function allContents(): WebContents[] {
  return allWindows().map((window) => window.webContents);
}
export function addWindow(window: BrowserWindow): void {
  windows.add(window);
  opening.set(window.blankUrl, window);
}
export function removeWindow(window: BrowserWindow): void {
  windows.delete(window);
}

/** Lets the app's windows hear of Chromium. */
export function connectWindows(app: HostApp): void {
  app.chromium.on('event', (event) => route(app, event));
  app.closeAllWindows = () => allWindows().every((window) => window.closeUnlessVetoed());
  nativeTheme.on('updated', () => {
    for (const contents of allContents()) contents.applyTheme();
  });
}

/** From now on Chromium holds every new page until the host has looked at it, and downloads nothing: the host has no 'will-download'. */
export async function watchTargets(app: HostApp): Promise<void> {
  await app.chromium.pipe.send('Browser.setDownloadBehavior', { behavior: 'deny' });
  await app.chromium.pipe.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter: [{ type: 'page' }] });
}

function route(app: HostApp, event: CdpEvent): void {
  if (event.method === 'Target.attachedToTarget') return ignoreGone(onAttached(app, event.params, event.sessionId));
  if (event.method === 'Target.detachedFromTarget') return onDetached(event.params.sessionId);
  const session = sessions.get(event.sessionId ?? '');
  session?.contents.onEvent(session.cdp, event, session.part);
}

async function onAttached(app: HostApp, { sessionId, targetInfo }: Protocol.Target.attachedToTargetPayload, parentSession: string | undefined): Promise<void> {
  const { pipe } = app.chromium;
  const cdp = new CdpSession(pipe, sessionId);
  const parent = sessions.get(parentSession ?? '');
  if (parent && targetInfo.type !== 'page') {
    sessions.set(sessionId, { cdp, contents: parent.contents, part: true });
    return parent.contents.attachPart(cdp, targetInfo.type === 'iframe');
  }
  const window = opening.get(targetInfo.url);
  // A tab or window that the app did not open (Ctrl+click, Ctrl+T, Ctrl+N, a popup): it never gets to run.
  if (!window || window.isDestroyed()) return void (await pipe.send('Target.closeTarget', { targetId: targetInfo.targetId }));
  opening.delete(targetInfo.url);
  sessions.set(sessionId, { cdp, contents: window.webContents, part: false });
  await window.webContents.attach(cdp, targetInfo.targetId);
}

function onDetached(sessionId: string): void {
  const session = sessions.get(sessionId);
  sessions.delete(sessionId);
  if (session && !session.part) allWindows().find((window) => window.webContents === session.contents)?.onTargetGone();
}

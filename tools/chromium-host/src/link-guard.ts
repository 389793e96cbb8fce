// Ctrl, Shift or the middle button on a link: Chromium opens a tab of its own, and its first request has left before anybody could hold it. So the
// click stops in the page, and the host asks the app as Electron would. Injected with Function.prototype.toString(): it must stand on its own.

interface Click extends Event {
  readonly button: number;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}
export interface WantedTab {
  readonly url: string;
  readonly disposition: 'background-tab' | 'new-window';
}

/** Runs in a world of its own in every frame. */
export function linkGuard(bindingName: string): void {
  const world = globalThis as unknown as EventTarget & Record<string, (payload: string) => void>;
  const report = world[bindingName];
  const stop = (event: Event): void => {
    const { button, ctrlKey, metaKey, shiftKey } = event as Click;
    if (button !== 1 && !ctrlKey && !metaKey && !shiftKey) return;
    const link = event.composedPath().find((node) => ['a', 'area'].includes((node as { localName?: string }).localName ?? '')) as { href?: string | { baseVal: string } } | undefined;
    if (!link?.href) return;
    event.preventDefault();
    const wanted: WantedTab = { url: typeof link.href === 'string' ? link.href : link.href.baseVal, disposition: shiftKey && !ctrlKey && !metaKey ? 'new-window' : 'background-tab' };
    report?.(JSON.stringify(wanted));
  };
  for (const type of ['click', 'auxclick']) world.addEventListener(type, stop, { capture: true });
}

import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge, Fault, Mirror, Push } from '../preload/contract.ts';
import { applyPatch } from '../preload/mirror.ts';
import { follow, invoke } from './bridge.ts';

/** What the page has of main's state. `revision` is that of the last patch in it; `siteAt`: when the site came, or last changed, in milliseconds since 1970. */
export type Held =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed'; readonly fault: Fault }
  | { readonly kind: 'held'; readonly revision: number; readonly mirror: Mirror; readonly siteAt: number };

export interface MirrorStore {
  readonly store: StoreApi<Held>;
  /** Asks main for the whole. */
  readonly load: () => Promise<void>;
  /** Takes patches from main, in order, and tells of them once. One that does not follow the last makes the store ask for the whole. */
  readonly receive: (pushes: readonly Push[]) => void;
}

export function createMirrorStore(door: Pick<Bridge, 'invoke'>): MirrorStore {
  const store = createStore<Held>(() => ({ kind: 'waiting' }));
  let loading = false;
  /** Patches that came while the whole was on its way: the whole may or may not hold them already. */
  let early: Push[] = [];

  const load = async (): Promise<void> => {
    if (loading) return;
    loading = true;
    const answer = await door.invoke('mirror.get');
    loading = false;
    const waiting = early;
    early = [];
    if (answer.ok) {
      store.setState({ kind: 'held', ...answer.value, siteAt: Date.now() }, true);
      receive(waiting);
    } else if (store.getState().kind !== 'held') {
      store.setState({ kind: 'failed', fault: answer.fault }, true);
    }
  };

  const receive = (pushes: readonly Push[]): void => {
    let held = store.getState();
    for (const push of pushes) {
      if (loading) {
        early.push(push);
      } else if (held.kind !== 'held' || push.revision > held.revision + 1) {
        early.push(push);
        void load();
      } else if (push.revision === held.revision + 1) {
        const mirror: Mirror = applyPatch(held.mirror, push.patch);
        held = { kind: 'held', revision: push.revision, mirror, siteAt: mirror.site === held.mirror.site ? held.siteAt : Date.now() };
      }
    }
    if (held !== store.getState()) store.setState(held, true);
  };

  return { store, load, receive };
}

const page = createMirrorStore({ invoke });

/** Begins to follow main. Called once, before the first render. */
export function startMirror(): void {
  follow(page.receive);
  void page.load();
}

export const reloadMirror = page.load;

export function useHeld(): Held {
  return useStore(page.store);
}

/** When the page's site came, or last changed, in milliseconds since 1970. */
export function useSiteAt(): number {
  return useStore(page.store, (held) => (held.kind === 'held' ? held.siteAt : 0));
}

/** A part of the mirror. Only for components that are shown once it is there. */
export function useMirror<Part>(select: (mirror: Mirror) => Part): Part {
  return useStore(page.store, (held) => {
    if (held.kind !== 'held') throw new Error('A screen was shown before the mirror was there.');
    return select(held.mirror);
  });
}

import type { Channel } from '../preload/channels.ts';
import type { Bridge, Fault, Input, Output, Push, Result } from '../preload/contract.ts';
import { gather } from './gather.ts';

declare global {
  interface Window {
    /** Put there by the preload. Missing where the page was opened outside Trunkbook. */
    readonly trunkbook?: Bridge;
  }
}

export type Arguments<C extends Channel> = Input<C> extends undefined ? [] : [Input<C>];

function noAnswer(why: string): Fault {
  return {
    code: 'unexpected', what: 'Trunkbook did not answer.', why,
    next: 'Try again. If it stays so, close Trunkbook and open it again: everything saved is kept.', fields: [],
  };
}

/** So long patches are gathered, in milliseconds: a set-up sends hundreds in a second, and drawing the screen for each would keep the page busy long after it is done. */
const PAUSE = 40;
let listener: (pushes: readonly Push[]) => void = () => undefined;
const patches = gather<Push>((pushes) => listener(pushes), PAUSE);

/** Calls main. Never throws: a call that fails in any way comes back as a fault in words. Whatever main pushed before its answer has been handed on by then. */
export async function invoke<C extends Channel>(channel: C, ...input: Arguments<C>): Promise<Result<Output<C>>> {
  if (!window.trunkbook) return { ok: false, fault: noAnswer('This page was opened outside the app.') };
  try {
    const answer = await window.trunkbook.invoke(channel, ...input);
    patches.flush();
    return answer;
  } catch {
    return { ok: false, fault: noAnswer('The part of the app that holds the vault is not reachable.') };
  }
}

/** From now on the page follows main. Called once. */
export function follow(take: (pushes: readonly Push[]) => void): void {
  listener = take;
  window.trunkbook?.onPatch(patches.add);
}

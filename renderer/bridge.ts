import type { Channel } from '../preload/channels.ts';
import type { Bridge, Fault, Input, Output, Result } from '../preload/contract.ts';

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

/** Calls main. Never throws: a call that fails in any way comes back as a fault in words. */
export async function invoke<C extends Channel>(channel: C, ...input: Arguments<C>): Promise<Result<Output<C>>> {
  if (!window.trunkbook) return { ok: false, fault: noAnswer('This page was opened outside the app.') };
  try {
    return await window.trunkbook.invoke(channel, ...input);
  } catch {
    return { ok: false, fault: noAnswer('The part of the app that holds the vault is not reachable.') };
  }
}

/** The page's only door. */
export const bridge: Bridge = { invoke, onPatch: (listener) => window.trunkbook?.onPatch(listener) ?? (() => undefined) };

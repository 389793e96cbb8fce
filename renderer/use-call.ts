import { useCallback, useRef, useState } from 'react';
import type { Channel } from '../preload/channels.ts';
import type { Fault, Output, Result } from '../preload/contract.ts';
import { type Arguments, invoke } from './bridge.ts';

export interface Call<C extends Channel> {
  /** Undefined while an earlier call of the same kind is still under way: a second click is not a second command. */
  readonly run: (...input: Arguments<C>) => Promise<Result<Output<C>> | undefined>;
  readonly busy: boolean;
  readonly fault: Fault | null;
  readonly clear: () => void;
}

/** One command of a screen: whether it is under way, and why it last failed. */
export function useCall<C extends Channel>(channel: C): Call<C> {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const running = useRef(false);
  const run = useCallback(async (...input: Arguments<C>) => {
    if (running.current) return undefined;
    running.current = true;
    setBusy(true);
    const result = await invoke(channel, ...input);
    running.current = false;
    setBusy(false);
    setFault(result.ok ? null : result.fault);
    return result;
  }, [channel]);
  const clear = useCallback(() => setFault(null), []);
  return { run, busy, fault, clear };
}

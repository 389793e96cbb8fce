import { useEffect, useState } from 'react';
import type { Fault, Input } from '../../../../preload/contract.ts';
import { useCall } from '../../../use-call.ts';

/** A password stays on the screen for so long. */
const SECONDS = 20;

export interface Reveal {
  /** The password while it is shown, else null. It lives nowhere else in the page. */
  readonly text: string | null;
  readonly secondsLeft: number;
  readonly busy: boolean;
  readonly fault: Fault | null;
  readonly show: () => Promise<void>;
  readonly hide: () => void;
}

/** Shows one password of the vault for a short while. */
export function useReveal(siteId: string, field: Input<'sheet.reveal'>['field']): Reveal {
  const { run, busy, fault } = useCall('sheet.reveal');
  const [text, setText] = useState<string | null>(null);
  const [secondsLeft, setSecondsLeft] = useState(SECONDS);
  useEffect(() => {
    if (text === null) return undefined;
    const timer = setInterval(() => setSecondsLeft((left) => left - 1), 1000);
    const end = setTimeout(() => setText(null), SECONDS * 1000);
    return () => {
      clearInterval(timer);
      clearTimeout(end);
    };
  }, [text]);
  return {
    text, secondsLeft, busy, fault,
    show: async () => {
      const result = await run({ siteId, field });
      if (!result?.ok) return;
      setSecondsLeft(SECONDS);
      setText(result.value.text);
    },
    hide: () => setText(null),
  };
}

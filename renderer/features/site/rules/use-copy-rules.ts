import { useEffect, useState } from 'react';
import { EMERGENCY_RULE_LABELS, type EmergencyRuleField } from '../../../../domain/emergency/rule-values.ts';
import type { EmergencyRuleEntry } from '../../../../domain/site/emergency-record.ts';
import type { Fault } from '../../../../preload/contract.ts';
import { useCall } from '../../../use-call.ts';

/** So long it is said what was copied, in milliseconds. */
const SAID_FOR = 6000;

export interface CopyRules {
  readonly copy: (rule: EmergencyRuleEntry, field: EmergencyRuleField) => void;
  readonly copyAll: () => void;
  readonly busy: boolean;
  readonly fault: Fault | null;
  /** What was copied a moment ago; null otherwise. */
  readonly said: string | null;
}

/** Copies the entries of 3CX's page “Emergency Numbers”, or one field of one, by main. */
export function useCopyRules(siteId: string): CopyRules {
  const { run, busy, fault } = useCall('emergency.copyRules');
  const [copied, setCopied] = useState<{ readonly words: string } | null>(null);
  useEffect(() => {
    if (copied === null) return undefined;
    const timer = setTimeout(() => setCopied(null), SAID_FOR);
    return () => clearTimeout(timer);
  }, [copied]);
  const perform = async (only: { readonly rule: string; readonly field: EmergencyRuleField } | null, words: string): Promise<void> => {
    const result = await run({ siteId, only });
    if (result) setCopied(result.ok ? { words: `${words} The clipboard is cleared in ${result.value.clearsAfterSeconds} s.` } : null);
  };
  return {
    copy: (rule, field) => void perform({ rule: rule.id, field }, `Copied: ${EMERGENCY_RULE_LABELS[field]} of “${rule.name}”.`), copyAll: () => void perform(null, 'Copied: the whole table.'),
    busy, fault, said: copied?.words ?? null,
  };
}

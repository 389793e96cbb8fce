import type { ReactNode } from 'react';
import type { Finding } from '../../../../domain/dialplan/finding.ts';
import { Note } from '../../../ui/fault-note.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';

/** What the lint found, errors first. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }): ReactNode {
  if (findings.length === 0) return <Note shape="done"><p>The check found nothing wrong with the rules.</p></Note>;
  return (
    <ul className="findings" aria-label="What the check found">
      {findings.map(({ kind, severity, rules, what, next }) => (
        <li key={`${kind} ${rules.join(' ')} ${what}`} data-severity={severity}>
          <StateMark shape={severity === 'error' ? 'refused' : 'attention'}>{severity === 'error' ? 'Error' : 'Warning'}</StateMark>
          <span>{what}<span className="finding-next">{next}</span></span>
        </li>
      ))}
    </ul>
  );
}

import { type ReactNode, use } from 'react';
import type { Fault } from '../../preload/contract.ts';
import { FaultLink } from './fault-link.ts';
import { StateShape } from './state-mark.tsx';

/** A failure: what happened, why, what to do now, and the page where it can be settled. Read out when it appears. */
export function FaultNote({ fault, children }: { readonly fault: Fault | null; readonly children?: ReactNode }): ReactNode {
  const linkTo = use(FaultLink);
  if (fault === null) return null;
  return (
    <div className="note is-fault" role="alert">
      <StateShape shape="refused" />
      <div>
        <p className="note-what">{fault.what}</p>
        <p>{fault.why}</p>
        <p className="note-next">{fault.next}</p>
        {fault.link !== undefined && <div className="form-row">{linkTo(fault.link)}</div>}
        {children}
      </div>
    </div>
  );
}

/** Something that a person should know, without a failure. */
export function Note({ shape, children }: { readonly shape: 'attention' | 'done' | 'unknown' | 'open'; readonly children: ReactNode }): ReactNode {
  return <div className={`note is-${shape}`}><StateShape shape={shape} /><div>{children}</div></div>;
}

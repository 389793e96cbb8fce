import { type ReactNode, useEffect, useState } from 'react';
import { Switch } from 'react-aria-components';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { useCall } from '../../../use-call.ts';

/** Training, on the practice account only: the network goes, as in most comms rooms, and comes back. */
export function PractiseNetwork({ siteId }: { readonly siteId: string }): ReactNode {
  const network = useCall('practice.network');
  /** Null until main has said. */
  const [reachable, setReachable] = useState<boolean | null>(null);
  const { run } = network;
  useEffect(() => {
    let here = true;
    void run({ siteId, reachable: null }).then((result) => { if (here && result?.ok) setReachable(result.value.reachable); });
    return () => { here = false; };
  }, [run, siteId]);
  const pull = async (pulled: boolean): Promise<void> => {
    const result = await run({ siteId, reachable: !pulled });
    if (result?.ok) setReachable(result.value.reachable);
  };
  return (
    <section className="practise-time" aria-label="Practise without a network">
      <div className="form-row">
        <Switch className="switch" isSelected={reachable === false} isDisabled={reachable === null} onChange={(pulled) => void pull(pulled)}><span className="switch-track" aria-hidden="true" />Practise: no network</Switch>
        <span className="aside" role="status">{reachable === false ? 'The practice account cannot be reached. What you enter waits, until you switch this off.' : 'As in a room without reception: enter everything, then switch this off.'}</span>
      </div>
      <FaultNote fault={network.fault} />
    </section>
  );
}

import './site.css';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { stepOf } from '../../../domain/guide/chapters.ts';
import type { OpenSite } from '../../../domain/site/record.ts';
import type { StepId } from '../../../domain/site/step-ids.ts';
import { useMirror } from '../../mirror-store.ts';
import { useTitle } from '../../ui/screen-heading.tsx';
import type { Typed } from '../../ui/use-form.ts';
import { useNow } from '../../use-now.ts';
import { ChapterNav } from './chapter-nav.tsx';
import { FindDialog } from './find/find-dialog.tsx';
import { Help } from './help.tsx';
import { type Drafts, leaveAt, leftAt } from './left-at.ts';
import { TransferSheet } from './sheet/transfer-sheet.tsx';
import { useCopyNext } from './sheet/use-copy-next.ts';
import { firstPlace, neighbour, type Place } from './step-order.ts';
import { StepView } from './step-view.tsx';
import { useDirectory, useOverview } from './use-overview.ts';
import { useStepKeys } from './use-step-keys.ts';

const HALF_A_MINUTE = 30_000;

/** One site: chapters left, the step in the centre, the transfer sheet right. */
export function SiteScreen({ site }: { readonly site: OpenSite }): ReactNode {
  useTitle(site.name.slice(0, 100));
  const now = useNow(HALF_A_MINUTE);
  const job = useMirror((mirror) => mirror.job);
  const directory = useDirectory(site.id);
  const overview = useOverview(site, directory, now);
  const [place, setPlace] = useState<Place>(() => leftAt(site.id)?.place ?? firstPlace(site, overview, job));
  const [over, setOver] = useState<'help' | 'find' | null>(null);
  const [drafts, setDrafts] = useState<Drafts>(() => leftAt(site.id)?.drafts ?? {});
  useEffect(() => leaveAt(site.id, { place: { step: place.step, field: null }, drafts }), [site.id, place.step, drafts]);
  const step = stepOf(place.step);
  const go = useCallback((id: StepId, field: string | null = null, type?: (before: Typed) => Typed) => {
    if (type !== undefined) setDrafts((before) => ({ ...before, [id]: type(before[id] ?? {}) }));
    setPlace({ step: id, field });
  }, []);
  const setDraft = useCallback((next: Typed | ((before: Typed) => Typed)) => {
    setDrafts((before) => ({ ...before, [place.step]: typeof next === 'function' ? next(before[place.step] ?? {}) : next }));
  }, [place.step]);
  /** What “done” means where one is: the step's own way of being ticked. */
  const tick = useRef<() => void>(() => undefined);
  const setTick = useCallback((next: () => void) => { tick.current = next; }, []);
  const copied = useCopyNext(site, step.needs);
  const move = (by: 1 | -1): void => setPlace((from) => ({ step: neighbour(overview, from.step, by)?.id ?? from.step, field: null }));
  /** On from a step that was saved, unless one has gone elsewhere meanwhile. */
  const leave = (id: StepId): void => setPlace((from) => (from.step === id ? { step: neighbour(overview, id, 1)?.id ?? id, field: null } : from));
  useStepKeys({
    onNext: () => move(1), onPrevious: () => move(-1), onDone: () => tick.current(), onCopy: copied.next,
    onFind: () => setOver('find'), onHelp: () => setOver('help'),
  });

  return (
    <div className="site" data-screen="site">
      <ChapterNav site={site} overview={overview} at={place.step} drafts={drafts} onGo={go} onFind={() => setOver('find')} onHelp={() => setOver('help')} />
      <main className="site-centre" key={step.id}>
        <StepView
          site={site} directory={directory} overview={overview} step={step} place={place} now={now} state={overview.stateOf(step.id)} draft={[drafts[step.id] ?? {}, setDraft]}
          go={go} onTick={setTick} onNext={() => leave(step.id)}
        />
      </main>
      <TransferSheet site={site} needs={step.needs} go={go} copied={copied} />
      {over === 'help' && <Help onClose={() => setOver(null)} />}
      {over === 'find' && <FindDialog overview={overview} onGo={(id, field) => { setOver(null); go(id, field); }} onClose={() => setOver(null)} />}
    </div>
  );
}

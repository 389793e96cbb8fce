import './site.css';
import { type ReactNode, useCallback, useState } from 'react';
import type { StepId } from '../../../domain/guide/steps.ts';
import { stepState } from '../../../domain/overview/progress.ts';
import type { OpenSite } from '../../../domain/site/record.ts';
import { useMirror } from '../../mirror-store.ts';
import { useTitle } from '../../ui/screen-heading.tsx';
import type { Typed } from '../../ui/use-form.ts';
import { useNow } from '../../use-now.ts';
import { ChapterNav } from './chapter-nav.tsx';
import { Help } from './help.tsx';
import { TransferSheet } from './sheet/transfer-sheet.tsx';
import { firstPlace, neighbour, type Place, stepOf } from './step-order.ts';
import { StepView } from './step-view.tsx';
import { useStepKeys } from './use-step-keys.ts';

const HALF_A_MINUTE = 30_000;

/** One site: chapters left, the step in the centre, the transfer sheet right. */
export function SiteScreen({ site }: { readonly site: OpenSite }): ReactNode {
  useTitle(site.name.slice(0, 100));
  const now = useNow(HALF_A_MINUTE);
  const job = useMirror((mirror) => mirror.job);
  const [place, setPlace] = useState<Place>(() => firstPlace(site, job, now));
  const [helping, setHelping] = useState(false);
  /** What was typed and not saved, by step: going to another step and back loses nothing. Passwords are not kept here. */
  const [drafts, setDrafts] = useState<Partial<Record<StepId, Typed>>>({});
  const step = stepOf(place.step);
  const go = useCallback((id: StepId, field: string | null = null) => setPlace({ step: id, field }), []);
  const setDraft = useCallback((next: Typed | ((before: Typed) => Typed)) => {
    setDrafts((before) => ({ ...before, [place.step]: typeof next === 'function' ? next(before[place.step] ?? {}) : next }));
  }, [place.step]);
  useStepKeys({
    onNext: () => setPlace((from) => ({ step: neighbour(from.step, 1)?.id ?? from.step, field: null })),
    onPrevious: () => setPlace((from) => ({ step: neighbour(from.step, -1)?.id ?? from.step, field: null })),
    onHelp: () => setHelping(true),
  });

  return (
    <div className="site" data-screen="site">
      <ChapterNav site={site} now={now} at={place.step} drafts={drafts} onGo={go} onHelp={() => setHelping(true)} />
      <main className="site-centre">
        <StepView key={step.id} site={site} step={step} field={place.field} now={now} state={stepState(site, step, now)} draft={[drafts[step.id] ?? {}, setDraft]} go={go} />
      </main>
      <TransferSheet site={site} needs={step.needs} />
      {helping && <Help onClose={() => setHelping(false)} />}
    </div>
  );
}

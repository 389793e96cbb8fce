import type { ReactNode } from 'react';
import { ADDED_VALUES } from '../../../../domain/emergency/tick-values.ts';
import type { Step } from '../../../../domain/guide/step.ts';
import { historyOf } from '../../../../domain/overview/marks.ts';
import type { Evidence, OpenSite } from '../../../../domain/site/record.ts';
import { moment } from '../../../words.ts';

/** What was said of a step, by whom and when. Nothing is ever taken out of it. */
export function History({ site, step }: { readonly site: OpenSite; readonly step: Step }): ReactNode {
  const entries = historyOf(site.evidence, step.id).toReversed();
  if (entries.length === 0) return null;
  return (
    <section className="history" aria-label="What was said so far">
      <ol>
        {entries.map((entry) => (
          <li key={entry.id}>
            <p><strong>{titleOf(entry)}</strong> <span className="aside">{entry.who}, {moment(entry.at)}, on {entry.device}</span></p>
            {wordsOf(entry).map((text) => <p key={text} className="history-text">{text}</p>)}
            {entry.kind === 'step-done' && <Values step={step} values={entry.values} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Values({ step, values }: { readonly step: Step; readonly values: Readonly<Record<string, string>> }): ReactNode {
  const labels = new Map(step.records?.map(({ id, label }) => [id, label]));
  const written = Object.entries(values).filter(([id, text]) => text !== '' && (labels.has(id) || !ADDED_VALUES.has(id)));
  if (written.length === 0) return null;
  return <dl className="history-values">{written.map(([id, text]) => <div key={id}><dt>{labels.get(id) ?? id}</dt><dd>{text}</dd></div>)}</dl>;
}

function titleOf(entry: Evidence): string {
  switch (entry.kind) {
    case 'step-done': return entry.source === 'reported' ? 'Reported done' : 'Seen by Trunkbook';
    case 'step-reopened': return 'Taken back';
    case 'step-not-applicable': return 'Not needed';
    case 'step-blocked': return 'Blocked';
    case 'note': return 'Note';
    case 'photo': return 'Picture';
    case 'photo-withdrawn': return 'Picture taken back';
    case 'passphrase-typed': return 'Passphrase typed';
    case 'test-933': return '933 test';
  }
}

function wordsOf(entry: Evidence): readonly string[] {
  switch (entry.kind) {
    case 'step-done':
    case 'step-reopened': return entry.note === '' ? [] : [entry.note];
    case 'step-not-applicable': return [entry.reason];
    case 'step-blocked': return [
      entry.note, `Waits for ${entry.owner}${entry.due === null ? '' : `, until ${entry.due}`}`,
      ...(entry.emergency === null ? [] : [`An emergency call until then: ${entry.emergency.meanwhile}`, `Told: ${entry.emergency.told}`]),
    ];
    case 'test-933': return [`Extension ${entry.extension} heard: ${entry.readNumber}, ${entry.readAddress}`];
    case 'note': return [entry.text];
    case 'photo': return [entry.name];
    case 'photo-withdrawn':
    case 'passphrase-typed': return [];
  }
}

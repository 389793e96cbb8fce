import './numbers.css';
import { type ReactNode, useMemo, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { accountKey } from '../../../../domain/site/account-key.ts';
import type { NumbersPart } from '../../../../domain/numbers/directory.ts';
import type { WantedNumber } from '../../../../domain/site/record.ts';
import { FaultNote } from '../../../ui/fault-note.tsx';
import type { Typed } from '../../../ui/use-form.ts';
import { useCall } from '../../../use-call.ts';
import { NextStep } from '../form-end.tsx';
import type { StepProps } from '../step-view.tsx';
import { BuyNumbers, type Offers } from './buy-numbers.tsx';
import { type CheckedList, listWaits } from './checked-list.ts';
import { ChosenNumbers } from './chosen-numbers.tsx';
import { OwnedNumbers } from './owned-numbers.tsx';
import { PASTED, PasteNumbers } from './paste-numbers.tsx';
import { stillOffered } from './pickable.ts';
import { TypeNumber } from './type-number.tsx';

/** As many as the record of a site takes. */
const MOST_NUMBERS = 10_000;

export interface NumberPicking {
  readonly siteId: string;
  readonly country: string;
  readonly chosen: readonly WantedNumber[];
  readonly busy: boolean;
  readonly most: number;
  /** The account's numbers as they were last listed. */
  readonly listed: NumbersPart['listed'];
  /** Numbers that are ticked, and not chosen yet. */
  readonly picked: ReadonlySet<string>;
  readonly onPick: (picked: ReadonlySet<string>) => void;
  /** True when they are kept. */
  readonly onChoose: (numbers: readonly WantedNumber[]) => Promise<boolean>;
}

export function NumbersStep({ site, directory, overview, draft, go }: StepProps): ReactNode {
  const save = useCall('site.saveNumbers');
  const { numbers, country } = site.intent;
  const byHand = site.intent.account.kind === 'by-hand';
  // What was ticked, pasted and found stays when one looks at another tab.
  const [tab, setTab] = useState(() => (draft[0][PASTED] === undefined ? 'owned' : 'paste'));
  const [ticked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [checked, setChecked] = useState<CheckedList | null>(null);
  const search = useState<Typed>({});
  const [offers, setOffers] = useState<Offers | null>(null);
  const listed = directory.numbers.listed?.account === accountKey(site.intent.account) ? directory.numbers.listed : null;
  const picked = useMemo(() => stillOffered(ticked, listed?.numbers ?? [], offers?.numbers ?? [], numbers), [ticked, listed, offers, numbers]);
  const waits = useMemo(() => listWaits(draft[0][PASTED], checked, new Set(numbers.map(({ phoneNumber }) => phoneNumber))), [draft, checked, numbers]);
  const keep = async (next: readonly WantedNumber[]): Promise<boolean> => (await save.run({ siteId: site.id, numbers: [...next] }))?.ok ?? false;
  const picking: NumberPicking = {
    siteId: site.id, country, chosen: numbers, busy: save.busy, most: MOST_NUMBERS, listed,
    picked, onPick: setPicked,
    onChoose: (more) => {
      const has = new Set(numbers.map(({ phoneNumber }) => phoneNumber));
      const fresh = more.filter(({ phoneNumber }) => !has.has(phoneNumber));
      return fresh.length === 0 ? Promise.resolve(true) : keep([...numbers, ...fresh]);
    },
  };
  return (
    <div data-field="numbers">
      <section className="chosen-numbers" aria-labelledby="chosen-numbers">
        <h3 id="chosen-numbers">Chosen for this trunk</h3>
        {numbers.length === 0 ? <p className="empty is-small">None yet. Choose below: one, or many at once.</p> : <ChosenNumbers numbers={numbers} busy={save.busy} onKeep={(next) => void keep(next)} />}
        <FaultNote fault={save.fault} />
      </section>
      <Tabs className="tabs" selectedKey={tab} onSelectionChange={(key) => setTab(String(key))}>
        <TabList className="tab-list" aria-label="Where the number comes from">
          <Tab className="tab" id="owned">Of this account</Tab>
          <Tab className="tab" id="paste">Paste a list</Tab>
          {!byHand && <Tab className="tab" id="buy">Buy</Tab>}
        </TabList>
        <TabPanel className="tab-panel" id="owned">{byHand ? <TypeNumber {...picking} /> : <OwnedNumbers {...picking} />}</TabPanel>
        <TabPanel className="tab-panel" id="paste"><PasteNumbers {...picking} byHand={byHand} draft={draft} checked={checked} onChecked={setChecked} /></TabPanel>
        {!byHand && <TabPanel className="tab-panel" id="buy"><BuyNumbers {...picking} search={search} offers={offers} onOffers={(next) => { setPicked(stillOffered(ticked, listed?.numbers ?? [], next.numbers, numbers)); setOffers(next); }} /></TabPanel>}
      </Tabs>
      <div className="form-end"><NextStep overview={overview} from="numbers.choose" primary={numbers.length > 0 && picked.size === 0 && !waits} go={go} /></div>
    </div>
  );
}

import './numbers.css';
import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { accountKey } from '../../../../domain/overview/account-key.ts';
import { spacedPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import type { NumbersPart } from '../../../../domain/numbers/directory.ts';
import type { WantedNumber } from '../../../../domain/site/record.ts';
import { ActionButton, IconButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { CrossIcon } from '../../../ui/icons.tsx';
import { useCall } from '../../../use-call.ts';
import { NextStep } from '../form-end.tsx';
import type { StepProps } from '../step-view.tsx';
import { BuyNumbers } from './buy-numbers.tsx';
import { OwnedNumbers } from './owned-numbers.tsx';
import { TypeNumber } from './type-number.tsx';

export interface NumberPicking {
  readonly siteId: string;
  readonly country: string;
  readonly chosen: readonly WantedNumber[];
  readonly busy: boolean;
  /** The account's numbers as they were last listed. */
  readonly listed: NumbersPart['listed'];
  readonly onChoose: (number: WantedNumber) => void;
}

export function NumbersStep({ site, directory, overview, go }: StepProps): ReactNode {
  const save = useCall('site.saveNumbers');
  const { numbers, country } = site.intent;
  const byHand = site.intent.account.kind === 'by-hand';
  const keep = (next: readonly WantedNumber[]): void => void save.run({ siteId: site.id, numbers: [...next] });
  const picking: NumberPicking = {
    siteId: site.id, country, chosen: numbers, busy: save.busy, listed: directory.numbers.listed?.account === accountKey(site.intent.account) ? directory.numbers.listed : null,
    onChoose: (number) => { if (!numbers.some(({ phoneNumber }) => phoneNumber === number.phoneNumber)) keep([...numbers, number]); },
  };
  return (
    <div data-field="numbers">
      <section aria-labelledby="chosen-numbers">
        <h3 id="chosen-numbers">Chosen for this trunk</h3>
        {numbers.length === 0
          ? <p className="empty is-small">None yet. Choose one below.</p>
          : (
            <ul className="number-list">
              {numbers.map((number, index) => (
                <li key={number.phoneNumber}>
                  <span className="mono number">{spacedPhoneNumber(number.phoneNumber)}</span>
                  <span className="number-note">{number.acquire === 'buy' ? 'to be bought' : 'of this account'}{index === 0 && ', main number'}</span>
                  <span className="number-tools">
                    {index > 0 && <ActionButton look="quiet" isDisabled={save.busy} onPress={() => keep([number, ...numbers.filter((one) => one !== number)])} label={`Make main: ${number.phoneNumber}`}>Make main</ActionButton>}
                    <IconButton label={`Do not use ${number.phoneNumber}`} isDisabled={save.busy} onPress={() => keep(numbers.filter((one) => one !== number))}><CrossIcon /></IconButton>
                  </span>
                </li>
              ))}
            </ul>
          )}
        <FaultNote fault={save.fault} />
      </section>
      <Tabs className="tabs">
        <TabList className="tab-list" aria-label="Where the number comes from">
          <Tab className="tab" id="owned">Of this account</Tab>
          {!byHand && <Tab className="tab" id="buy">Buy</Tab>}
        </TabList>
        <TabPanel className="tab-panel" id="owned">{byHand ? <TypeNumber {...picking} /> : <OwnedNumbers {...picking} />}</TabPanel>
        {!byHand && <TabPanel className="tab-panel" id="buy"><BuyNumbers {...picking} /></TabPanel>}
      </Tabs>
      <div className="form-end"><NextStep overview={overview} from="numbers.choose" primary={numbers.length > 0} go={go} /></div>
    </div>
  );
}

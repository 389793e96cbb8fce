import './emergency.css';
import { type ReactNode, useMemo } from 'react';
import { emergencyNumbersOf } from '../../../../domain/emergency/assign.ts';
import { type Territory, TERRITORY_WORDS, territoryOf } from '../../../../domain/emergency/territory.ts';
import { spacedPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { type Shape, StateMark } from '../../../ui/state-mark.tsx';
import { count } from '../../../words.ts';
import type { StepProps } from '../step-view.tsx';
import { countryName } from './country-name.ts';

const SHAPES: Readonly<Record<Territory, Shape>> = { registers: 'done', carries: 'attention', none: 'refused' };
/** The answer that needs most from people comes first. */
const WORST_FIRST: readonly Territory[] = ['none', 'carries', 'registers'];
/** So many numbers of a country are named. */
const NAMED = 6;

/** What Twilio does for emergency calls in the countries of this site's numbers, before any address is typed. */
export function TerritoryStep({ site, directory, go }: StepProps): ReactNode {
  const numbers = useMemo(() => emergencyNumbersOf(site, directory.numbers.dids), [site, directory.numbers.dids]);
  const groups = useMemo(() => [...Map.groupBy(numbers, ({ country }) => country)].map(([country, of]) => ({ country, of, territory: territoryOf(country) }))
    .toSorted((one, other) => WORST_FIRST.indexOf(one.territory) - WORST_FIRST.indexOf(other.territory) || other.of.length - one.of.length), [numbers]);
  const shown = groups.length > 0 ? groups : [{ country: site.intent.country, of: [], territory: territoryOf(site.intent.country) }];
  return (
    <section aria-labelledby="territory-title" className="territory">
      <h3 id="territory-title">{groups.length === 0 ? 'In the country of this site' : groups.length === 1 ? 'In the country of this site’s numbers' : 'In the countries of this site’s numbers'}</h3>
      <ul className="territories">
        {shown.map(({ country, of, territory }) => (
          <li key={country} data-territory={territory}>
            <div className="territory-head"><strong>{countryName(country)}</strong><StateMark shape={SHAPES[territory]}>{TERRITORY_WORDS[territory].short}</StateMark></div>
            <p>{TERRITORY_WORDS[territory].means}</p>
            <p className="aside">
              {of.length === 0
                ? 'No number is chosen yet. The numbers’ own country decides.'
                : <>{count(of.length, 'number')}: <span className="mono">{of.slice(0, NAMED).map(({ phoneNumber }) => spacedPhoneNumber(phoneNumber)).join(', ')}</span>{of.length > NAMED && ` and ${of.length - NAMED} more`}</>}
            </p>
          </li>
        ))}
      </ul>
      {numbers.length === 0 && <div className="form-row"><ActionButton onPress={() => go('numbers.choose')}>Choose numbers</ActionButton></div>}
    </section>
  );
}

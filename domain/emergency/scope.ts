import { readCondition } from '../dialplan/conditions.ts';
import type { EmergencyIntent } from '../site/emergency-record.ts';
import type { Intent } from '../site/record.ts';
import { readRemark } from '../site/values.ts';
import type { Coverage } from './coverage-cell.ts';
import { HAS_933 } from './territory.ts';

const MOST_EXEMPTIONS = 100;
const MOST_TEXT = 1000;

/**
 * Which extensions call nobody for help, and which are barred or ask for a PIN, as a person typed them; null where nobody has said so yet. Rows of which both parts are empty are left out.
 * @returns the parts of the intent; or what was refused, by fields named `exempt.extensions.0`, `exempt.why.0`, `barred`
 */
export function readScope(exempt: readonly { readonly extensions: string; readonly why: string }[], barred: string | null):
  { readonly ok: true; readonly value: Pick<EmergencyIntent, 'exempt' | 'barred'> } | { readonly ok: false; readonly fields: readonly { readonly field: string; readonly why: string }[] } {
  const wrong: { field: string; why: string }[] = [];
  const read = (field: string, text: string): string => {
    const judged = readCondition('extensions', text);
    if (!judged.ok) wrong.push({ field, why: judged.why });
    else if (judged.value.length > MOST_TEXT) wrong.push({ field, why: `At most ${MOST_TEXT.toLocaleString('en-US')} characters; this has ${judged.value.length.toLocaleString('en-US')}. Write ranges, for example 100-119.` });
    return judged.ok ? judged.value : '';
  };
  const rows = exempt.flatMap(({ extensions, why }, index) => {
    if (extensions.trim() === '' && why.trim() === '') return [];
    const value = read(`exempt.extensions.${index}`, extensions);
    if (extensions.trim() === '') wrong.push({ field: `exempt.extensions.${index}`, why: 'Enter the extensions that nobody calls for help from.' });
    const reason = readRemark(why, 'why nobody calls for help from them, for example “fax”');
    if (!reason.ok) wrong.push({ field: `exempt.why.${index}`, why: reason.why });
    return [{ extensions: value, why: reason.ok ? reason.value : '' }];
  });
  if (rows.length > MOST_EXEMPTIONS) wrong.push({ field: 'exempt', why: `At most ${MOST_EXEMPTIONS} lines. Put extensions with the same reason into one.` });
  const closed = barred === null ? null : read('barred', barred);
  return wrong.length === 0 ? { ok: true, value: { exempt: rows, barred: closed } } : { ok: false, fields: wrong };
}

/** Each barred extension is tried by itself: never asked is not none. In a sentence; null where nobody has to be asked. */
export function barredUnsaid({ country, emergency }: Pick<Intent, 'country' | 'emergency'>, { cells, counts }: Coverage): string | null {
  const isAsked = emergency.barred !== null || !HAS_933.includes(country) || cells.length === counts['not-applicable'];
  return isAsked ? null : 'Nobody has said whether extensions are barred from outside calls or ask for a PIN. Say so under “Left out and barred extensions…”.';
}

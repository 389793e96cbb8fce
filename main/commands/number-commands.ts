import type { AccountNumber } from '../../domain/numbers/directory.ts';
import { accept, type Judgement, refuse } from '../../domain/judgement.ts';
import { accountKey } from '../../domain/site/account-key.ts';
import type { Handlers } from '../ipc/answer.ts';
import type { NumberSearch } from '../twilio/numbers.ts';
import { FieldReader } from './fields.ts';
import { asking, type Reading } from './trunk-commands.ts';

/** What a person typed to look for, judged field by field (twilio.md 1.7). Empty fields ask for nothing. */
function readSearch({ country, type, areaCode, contains, locality }: Pick<NumberSearch, 'country' | 'type'> & Readonly<Record<'areaCode' | 'contains' | 'locality', string>>): NumberSearch {
  const fields = new FieldReader();
  const search = {
    country, type,
    areaCode: fields.takeOptional('areaCode', areaCode, (text): Judgement<number> => (/^[2-9]\d{2}$/.test(text.trim()) ? accept(Number(text)) : refuse('An area code has three digits. Leave it empty for any.'))),
    contains: fields.takeOptional('contains', contains, (text): Judgement<string> => {
      const pattern = text.replace(/[\s().-]/g, '');
      return /^\+?[\dA-Z*]{2,15}$/i.test(pattern) && pattern.length <= 16 ? accept(pattern) : refuse('2 to 16 digits or letters; * stands for any digit.');
    }),
    locality: fields.takeOptional('locality', locality, (text): Judgement<string> => (text.trim().length <= 100 ? accept(text.trim()) : refuse('At most 100 characters.'))),
  };
  fields.finish();
  return search;
}

/** Lists all numbers of the account, and keeps the list for when there is no network. */
export async function listNumbers({ desk, connect, signal }: Reading, siteId: string): Promise<readonly AccountNumber[]> {
  const site = await desk.site(siteId);
  const { client, accountSid } = await connect(site);
  const { listOwned } = await import('../twilio/numbers.ts');
  const numbers = await asking('reading the account’s numbers', async () => listOwned(await client(signal()), accountSid));
  await desk.changeNumbers(siteId, (part) => ({ ...part, listed: { source: 'api', ...desk.stamp(), account: accountKey(site.intent.account), numbers: [...numbers] } }));
  return numbers;
}

/** The account's numbers now; or, without a network, as they were last listed, and when. */
async function ownedOrLast(reading: Reading, siteId: string): Promise<{ readonly numbers: readonly AccountNumber[]; readonly asOf: string | null }> {
  try {
    return { numbers: await listNumbers(reading, siteId), asOf: null };
  } catch (error) {
    const { listed } = (await reading.desk.directory(siteId)).numbers;
    const { account } = (await reading.desk.site(siteId)).intent;
    if (listed === null || listed.account !== accountKey(account)) throw error;
    return { numbers: listed.numbers, asOf: listed.at };
  }
}

/** Finding numbers: those that the account has, those that were pasted, those that Twilio sells. */
export function numberCommands(reading: Reading): Pick<Handlers, 'numbers.owned' | 'numbers.available' | 'numbers.check'> {
  const { desk, connect, signal } = reading;
  return {
    'numbers.owned': async ({ siteId }) => {
      await listNumbers(reading, siteId);
      return {};
    },
    'numbers.available': async ({ siteId, country, type, ...typed }) => {
      const search = readSearch({ country, type, ...typed });
      const { searchNumbers } = await import('../twilio/numbers.ts');
      const { client, accountSid } = await connect(await desk.site(siteId));
      return asking('looking for numbers to buy', async () => searchNumbers(await client(signal()), accountSid, search));
    },
    'numbers.check': async ({ siteId, text }) => {
      const { checkPasted } = await import('../../domain/numbers/check-pasted.ts');
      const { intent } = await desk.site(siteId);
      const { numbers, asOf } = await ownedOrLast(reading, siteId);
      return { lines: [...checkPasted(text, intent.country, intent.numbers.map(({ phoneNumber }) => phoneNumber), numbers)], asOf };
    },
  };
}

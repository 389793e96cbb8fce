import type { Twilio } from './client.ts';

/** A page's greatest size at Twilio (twilio.md 1.0). */
const PAGE = 1000;
/** So many missing numbers are asked for one by one; for more, going through the rest of the account costs less. */
const ASK_ONE_BY_ONE = 10;

type Owned = Awaited<ReturnType<Twilio['incomingPhoneNumbers']['list']>>[number];

/**
 * The numbers of the account among those that are wanted, in few calls. Most accounts have them all on the first page. Where there are more
 * pages, a handful of missing numbers is asked for by itself; else the pages are read until all are found, or to the end.
 */
export async function readNumbers(client: Twilio, accountSid: string, wanted: readonly string[]): Promise<readonly Owned[]> {
  if (wanted.length === 0) return [];
  const { incomingPhoneNumbers } = client.api.v2010.accounts(accountSid);
  const missing = new Set(wanted);
  const found: Owned[] = [];
  const take = (numbers: readonly Owned[]): void => { for (const number of numbers) if (missing.delete(number.phoneNumber)) found.push(number); };
  let page: Pick<Awaited<ReturnType<typeof incomingPhoneNumbers.page>>, 'instances' | 'nextPageUrl' | 'nextPage'> = await incomingPhoneNumbers.page({ pageSize: PAGE });
  take(page.instances);
  const hasMore = (): boolean => missing.size > 0 && page.nextPageUrl !== undefined && page.nextPageUrl !== null && page.nextPageUrl !== '';
  if (!hasMore()) return found;
  if (missing.size <= ASK_ONE_BY_ONE) {
    const asked = await Promise.all([...missing].map((phoneNumber) => incomingPhoneNumbers.list({ phoneNumber, pageSize: PAGE })));
    take(asked.flat());
    return found;
  }
  while (hasMore()) {
    const next = await page.nextPage();
    if (!next) break;
    page = next;
    take(page.instances);
  }
  return found;
}

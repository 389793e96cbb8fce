import type { AccountNumber } from '../../domain/numbers/directory.ts';
import type { Output } from '../../preload/contract.ts';
import type { Twilio } from './client.ts';

/** How many numbers for sale are shown: a person chooses among them. */
const SHOWN = 30;

/** All numbers of the account, with what stands in the way of each. */
export async function listOwned(client: Twilio, accountSid: string): Promise<readonly AccountNumber[]> {
  const found = await client.api.v2010.accounts(accountSid).incomingPhoneNumbers.list({ pageSize: 1000 });
  return found.map((number): AccountNumber => ({
    phoneNumber: number.phoneNumber, place: number.friendlyName,
    note: number.trunkSid ? 'is on a trunk' : number.voiceUrl || number.voiceApplicationSid ? 'has a voice URL' : null,
  }));
}

export interface NumberSearch {
  /** ISO 3166 alpha-2. */
  readonly country: string;
  readonly type: 'local' | 'mobile' | 'toll-free';
  /** US and Canada only. */
  readonly areaCode: number | null;
  readonly contains: string | null;
  readonly locality: string | null;
}

const TYPE_WORDS: Readonly<Record<NumberSearch['type'], string>> = { local: 'local', mobile: 'mobile', 'toll-free': 'toll free' };

/** Numbers that Twilio sells, and the monthly price of their kind where Twilio tells it. */
export async function searchNumbers(client: Twilio, accountSid: string, search: NumberSearch): Promise<Output<'numbers.available'>> {
  const { country, type, areaCode, contains, locality } = search;
  const offers = client.api.v2010.accounts(accountSid).availablePhoneNumbers(country);
  const wanted = {
    voiceEnabled: true, limit: SHOWN, pageSize: SHOWN,
    ...(areaCode === null ? {} : { areaCode }), ...(contains === null ? {} : { contains }), ...(locality === null ? {} : { inLocality: locality }),
  };
  const list = (): Promise<readonly { phoneNumber: string; locality: string; region: string; addressRequirements: string }[]> => {
    switch (type) {
      case 'local': return offers.local.list(wanted);
      case 'mobile': return offers.mobile.list(wanted);
      case 'toll-free': return offers.tollFree.list(wanted);
    }
  };
  const [numbers, monthly] = await Promise.all([list(), monthlyPrice(client, country, TYPE_WORDS[type])]);
  return {
    monthly,
    numbers: numbers.map(({ phoneNumber, locality: place, region, addressRequirements }) => ({
      phoneNumber, place: [place, region].filter(Boolean).join(', '),
      // Which numbers need a regulatory bundle, the search does not say: Twilio refuses those when they are bought (21649).
      refused: addressRequirements && addressRequirements !== 'none' ? 'Twilio wants papers or an address in this country. Such a number is bought in the Twilio Console.' : null,
    })),
  };
}

/** What one number of a kind costs a month, with its currency; null where Twilio does not tell, or does not tell this credential. */
async function monthlyPrice(client: Twilio, country: string, type: string): Promise<string | null> {
  try {
    const { phoneNumberPrices, priceUnit } = await client.pricing.v1.phoneNumbers.countries(country).fetch();
    const price = readPrice(phoneNumberPrices, type);
    return price === null ? null : `${price} ${priceUnit.toUpperCase()}`;
  } catch {
    return null;
  }
}

/** The SDK’s type of a price is loose: its names are those of the answer (pricing v1). */
function readPrice(prices: readonly unknown[], type: string): string | null {
  for (const price of prices) {
    if (typeof price !== 'object' || price === null) continue;
    const { number_type: snake, numberType: camel, current_price: current, currentPrice } = price as Readonly<Record<string, unknown>>;
    const text = current ?? currentPrice;
    if ((snake ?? camel) === type && typeof text === 'string') return text;
  }
  return null;
}

import { Refusal, rfc2822 } from '../http.ts';
import type { Call, Route } from '../route.ts';

const api = 'api.twilio.com';
export const ACCOUNT_PATH = '/2010-04-01/Accounts/{AccountSid}';

const PARTS = {
  addresses: 'Addresses', available_phone_numbers: 'AvailablePhoneNumbers', balance: 'Balance', calls: 'Calls', incoming_phone_numbers: 'IncomingPhoneNumbers', sip: 'SIP',
};

/** The path of the caller's own account. */
export function accountPath({ data }: Call): string {
  return `/2010-04-01/Accounts/${data.account.sid}`;
}

function fetchAccount(call: Call): { status: 200; body: object } {
  // A Standard key is refused here and nowhere else in Trunkbook's scope (twilio.md 1.1); a restricted one can do less.
  if (call.caller !== 'auth-token') throw new Refusal(401, 20003, 'Authenticate', 'Your AccountSid or AuthToken was incorrect.');
  const { account } = call.data;
  const path = accountPath(call);
  return {
    status: 200,
    body: {
      sid: account.sid, owner_account_sid: account.ownerSid, auth_token: account.authToken, friendly_name: account.friendlyName, status: account.status, type: account.type,
      date_created: rfc2822(account.createdAt), date_updated: rfc2822(account.createdAt), uri: `${path}.json`,
      subresource_uris: Object.fromEntries(Object.entries(PARTS).map(([name, part]) => [name, `${path}/${part}.json`])),
    },
  };
}

export const accountRoutes: readonly Route[] = [
  { method: 'GET', host: api, path: `${ACCOUNT_PATH}.json`, run: fetchAccount },
  // NC: balance-by-standard-key — allowed here, and with a restricted key too.
  // NC: balance-of-sub-account — 0.00: sub-accounts carry no balance, in whatever form Twilio says it.
  {
    method: 'GET', host: api, path: `${ACCOUNT_PATH}/Balance.json`,
    run: ({ data: { account } }) => ({ status: 200, body: { account_sid: account.sid, balance: account.ownerSid === account.sid ? '100.00' : '0.00', currency: 'USD' } }),
  },
];

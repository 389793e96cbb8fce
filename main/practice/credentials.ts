import type { TwilioCredentials } from '../twilio/client.ts';
import type { PracticeWorld } from './world.ts';

/** The practice account's Standard API key, as recommended for real accounts; or the auth token, which may also read the account itself. */
export function practiceCredentials({ data: { account } }: PracticeWorld, kind: 'api-key' | 'auth-token' = 'api-key'): TwilioCredentials {
  return kind === 'api-key'
    ? { accountSid: account.sid, username: account.apiKey, secret: account.apiSecret }
    : { accountSid: account.sid, username: account.sid, secret: account.authToken };
}

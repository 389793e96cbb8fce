import type { TwilioCredentials } from '../twilio/client.ts';
import type { PracticeWorld } from './world.ts';

/** `api-key`: the account's Standard key, as recommended for real accounts. `auth-token` may also read the account itself. */
export type PracticeCredentialKind = 'api-key' | 'auth-token' | 'restricted-key';

export function practiceCredentials({ data: { account } }: PracticeWorld, kind: PracticeCredentialKind = 'api-key'): TwilioCredentials {
  switch (kind) {
    case 'api-key':
      return { accountSid: account.sid, username: account.apiKey, secret: account.apiSecret };
    case 'auth-token':
      return { accountSid: account.sid, username: account.sid, secret: account.authToken };
    case 'restricted-key':
      return { accountSid: account.sid, username: account.restrictedKey.sid, secret: account.restrictedKey.secret };
  }
}

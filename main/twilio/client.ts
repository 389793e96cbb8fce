import type TwilioSdk from 'twilio';
import type { Throttle } from './throttle.ts';
import { createTwilioHttpClient, type TwilioFetch, TIMEOUT_MILLISECONDS } from './http-client.ts';

export type Twilio = TwilioSdk.Twilio;
type SdkHttpClient = InstanceType<typeof TwilioSdk.RequestClient>;

/** What opens a Twilio account: its SID, and the same SID with the auth token or an API key's SID with its secret. */
export interface TwilioCredentials {
  readonly accountSid: string;
  /** `AC…` or `SK…`. */
  readonly username: string;
  readonly secret: string;
}

/**
 * The official SDK over `fetch`. It is loaded at the first call (it is large, and most sessions on site need none of it).
 * Region, edge and log level are given, so that no `TWILIO_*` variable of the environment is read (twilio.md 4.3).
 * The SDK retries nothing: only apply knows what is safe to do twice.
 *
 * @param signal ends every call of this client; its faults then say `cancelled`
 * @param throttle shared with the other clients of the account; one of its own unless given
 */
export async function createTwilioClient(credentials: TwilioCredentials, fetch: TwilioFetch, signal?: AbortSignal, throttle?: Throttle): Promise<Twilio> {
  const { default: sdk } = await import('twilio');
  // The SDK's type for its client lists axios and the last request, neither of which it uses: `request` is all it calls.
  const httpClient = createTwilioHttpClient(fetch, { signal, ...(throttle ? { throttle } : {}) }) as unknown as SdkHttpClient;
  return sdk(credentials.username, credentials.secret, {
    accountSid: credentials.accountSid, httpClient, region: '', edge: '', logLevel: 'none', timeout: TIMEOUT_MILLISECONDS, autoRetry: false,
  });
}

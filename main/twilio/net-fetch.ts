import { session } from 'electron';
import type { TwilioFetch } from './http-client.ts';

/**
 * A session of its own, kept in memory only. On the default one `session-policy.ts` refuses every request that is not the page's own, and
 * `net.fetch` goes through that one (electron.d.ts).
 */
const PARTITION = 'twilio';

/** Twilio through Chromium's network stack: the system's proxies and trust store are the customer's, and redirects are refused. */
export const netFetch: TwilioFetch = (url, init) => session.fromPartition(PARTITION).fetch(url, { ...init, credentials: 'omit', cache: 'no-store' });

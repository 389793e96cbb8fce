import { net } from 'electron';
import type { TwilioFetch } from './http-client.ts';

/** Twilio through Chromium's network stack: the system's proxies and trust store are the customer's, and redirects are refused. */
export const netFetch: TwilioFetch = (url, init) => net.fetch(url, { ...init, credentials: 'omit', cache: 'no-store' });

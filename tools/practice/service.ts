// The practice account as a service on this machine: plain HTTP, and a proxy for unmodified clients, at one port.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createPracticeServer } from '../../main/practice/server.ts';
import { PracticeWorld } from '../../main/practice/world.ts';
import { writeCaFile } from './ca-file.ts';
import { makeCertificates } from './certificates.ts';
import { proxyTwilio } from './proxy.ts';
import { TWILIO_NAMES } from './twilio-hosts.ts';

/** What the JSON line says. */
export interface Announcement {
  readonly url: string;
  readonly accountSid: string;
  readonly authToken: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** For HTTP_PROXY, or HTTPS_PROXY. */
  readonly proxy: string;
  /** For NODE_EXTRA_CA_CERTS, or what the client calls it. Gone when the service has ended. */
  readonly caFile: string;
}

export interface PracticeService {
  readonly announcement: Announcement;
  /** For tests that run in the same process: to let time pass in it, and to see what is really there. */
  readonly world: PracticeWorld;
  /** Ends every connection, and removes the file. */
  readonly stop: () => void;
}

/**
 * A fresh world, which lasts as long as the service. On 127.0.0.1 only.
 * @param port 0 picks a free one; rejects with Node's error where it cannot be listened on
 */
export async function startPracticeService(port: number): Promise<PracticeService> {
  const world = PracticeWorld.fresh();
  const server = createPracticeServer(world, { save: async () => {}, now: Date.now });
  const certificates = await makeCertificates(TWILIO_NAMES);
  proxyTwilio(server, certificates);
  const caFile = writeCaFile(certificates.authority);
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    caFile.remove();
    throw error;
  }
  const { sid: accountSid, authToken, apiKey, apiSecret } = world.data.account;
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    world,
    announcement: { url, accountSid, authToken, apiKey, apiSecret, proxy: url, caFile: caFile.path },
    stop: () => {
      server.close();
      server.closeAllConnections();
      caFile.remove();
    },
  };
}

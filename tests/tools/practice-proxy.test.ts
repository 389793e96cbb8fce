// `npm run practice` as a proxy: clients that nobody changed, told by their environment alone, take the practice account for Twilio.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect as connectPlain, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { checkServerIdentity, connect, type TLSSocket } from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import { makeCertificates } from '../../tools/practice/certificates.ts';
import type { Announcement } from '../../tools/practice/service.ts';
import { leadsToTwilio, TWILIO_NAMES } from '../../tools/practice/twilio-hosts.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PROGRAM = path.join(ROOT, 'tools/practice-server.ts');
const afterwards: (() => void)[] = [];
// The last first: a TLS socket before the one below it, which in Node 24 takes the process along when it goes first.
afterEach(() => { for (const end of afterwards.splice(0).reverse()) end(); });

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'trunkbook-proxy-test-'));
  afterwards.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The file of the service goes into a folder of this test, which goes with it whatever happens. */
function launch(folder: string, ...options: string[]): ChildProcess {
  const child = spawn(process.execPath, [PROGRAM, ...options], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder } });
  afterwards.push(() => child.kill('SIGKILL'));
  return child;
}

interface Service extends Announcement { readonly child: ChildProcess; readonly folder: string; readonly ca: string }

async function start(): Promise<Service> {
  const folder = temporaryFolder();
  const child = launch(folder);
  if (!child.stdout) throw new Error('The service has no standard output.');
  const [line] = await once(createInterface({ input: child.stdout }), 'line') as [string];
  const told = JSON.parse(line) as Announcement;
  return { ...told, child, folder, ca: readFileSync(told.caFile, 'utf8') };
}

async function askForTunnel({ proxy }: Announcement, authority: string): Promise<{ readonly status: number | undefined; readonly socket: Socket }> {
  const { hostname, port } = new URL(proxy);
  const asking = request({ host: hostname, port, method: 'CONNECT', path: authority, agent: false }).end();
  const [answer, socket] = await once(asking, 'connect') as [IncomingMessage, Socket];
  afterwards.push(() => socket.destroy());
  // What the service does to its connections when it ends is not the matter of the test that opened them.
  socket.on('error', () => {});
  return { status: answer.statusCode, socket };
}

async function secure(service: Service, host: string, ca = service.ca): Promise<TLSSocket> {
  const { socket } = await askForTunnel(service, `${host}:443`);
  const inside = connect({ socket, ca, servername: host });
  afterwards.push(() => inside.destroy());
  await once(inside, 'secureConnect');
  inside.on('error', () => {});
  return inside;
}

/** One connection for as many requests as are asked through it. */
async function requesterThrough(service: Service, host: string): Promise<(where: string) => Promise<{ readonly status: number | undefined; readonly reused: boolean; readonly text: string }>> {
  const inside = await secure(service, host);
  const agent = Object.assign(new Agent({ keepAlive: true, maxSockets: 1 }), { createConnection: () => inside });
  return async (where) => {
    const asking = request({ agent, path: where, headers: { host, authorization: `Basic ${btoa(`${service.apiKey}:${service.apiSecret}`)}` } }).end();
    const [answer] = await once(asking, 'response') as [IncomingMessage];
    const parts: Buffer[] = [];
    for await (const part of answer as AsyncIterable<Buffer>) parts.push(part);
    return { status: answer.statusCode, reused: asking.reusedSocket, text: Buffer.concat(parts).toString('utf8') };
  };
}

/** The official SDK as it comes, in a process of its own. Credentials are its arguments: of the environment it gets what is given here. */
const SDK_PROGRAM = `
  import twilio from 'twilio';
  const [accountSid, key, secret, ...names] = process.argv.slice(1);
  const client = twilio(key, secret, { accountSid });
  try {
    for (const name of names) await client.trunking.v1.trunks.create({ friendlyName: name, domainName: name.toLowerCase() + '-proxy-test.pstn.twilio.com' });
    const trunks = await client.trunking.v1.trunks.list({ pageSize: 1 });
    const numbers = await client.incomingPhoneNumbers.list({ limit: 1 });
    console.log(JSON.stringify({ trunks: trunks.map(({ friendlyName }) => friendlyName), numbers: numbers.length }));
  } catch (error) {
    console.log(JSON.stringify({ refused: error.code }));
  }`;

async function runSdk({ accountSid, apiKey, apiSecret }: Announcement, environment: Readonly<Record<string, string>>, ...names: string[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['--input-type=module', '-e', SDK_PROGRAM, accountSid, apiKey, apiSecret, ...names], { cwd: ROOT, env: { ...environment }, timeout: 50_000 }, (error, out, told) => {
      if (error) reject(new Error(`${error.message}\n${told}`));
      else resolve(JSON.parse(out));
    });
  });
}

const surroundings = ({ proxy, caFile }: Announcement): Record<string, string> => ({ HTTP_PROXY: proxy, HTTPS_PROXY: proxy, NODE_EXTRA_CA_CERTS: caFile });

describe('an unmodified client', () => {
  test('the official SDK creates and lists trunks, knowing of the practice account by its environment alone', async () => {
    const service = await start();
    const { child: _child, folder: _folder, ca: _ca, ...told } = service;
    expect([Object.keys(told).slice(0, 5), told.proxy]).toEqual([['url', 'accountSid', 'authToken', 'apiKey', 'apiSecret'], told.url]);
    // Two pages: the second is reached by the absolute address that the first one names.
    expect(await runSdk(service, surroundings(service), 'One', 'Two')).toEqual({ trunks: expect.arrayContaining(['One', 'Two']), numbers: 1 });
    // What came through the proxy is there for whoever asks in the clear.
    const { hostname, port } = new URL(service.url);
    const asking = request({ host: hostname, port, path: '/v1/Trunks', agent: false, headers: { host: 'trunking.twilio.com', authorization: `Basic ${btoa(`${service.accountSid}:${service.authToken}`)}` } }).end();
    const [answer] = await once(asking, 'response') as [IncomingMessage];
    let text = '';
    for await (const part of answer.setEncoding('utf8') as AsyncIterable<string>) text += part;
    expect((JSON.parse(text) as { trunks: { friendly_name: string }[] }).trunks.map(({ friendly_name }) => friendly_name).sort()).toEqual(['One', 'Two']);
  });

  test('the SDK that was told of an edge and of us1 finds the same account, and another region is refused', async () => {
    const service = await start();
    expect(await runSdk(service, { ...surroundings(service), TWILIO_EDGE: 'ashburn', TWILIO_REGION: 'us1' }, 'Edge')).toEqual({ trunks: ['Edge'], numbers: 1 });
    expect(await runSdk(service, surroundings(service))).toEqual({ trunks: ['Edge'], numbers: 1 });
    expect(await runSdk(service, { ...surroundings(service), TWILIO_EDGE: 'dublin', TWILIO_REGION: 'ie1' })).not.toHaveProperty('trunks');
  });

  test('the SDK without our authority does not believe us, and says nothing to us', async () => {
    const service = await start();
    expect(await runSdk(service, { HTTP_PROXY: service.proxy }, 'Never')).toEqual({ refused: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
    expect(await runSdk(service, surroundings(service))).toEqual({ trunks: [], numbers: 1 });
  });
});

describe('the tunnel', () => {
  test('leads to Twilio’s hosts alone, at port 443', async () => {
    const service = await start();
    const refused = ['example.com:443', 'api.twilio.com:80', 'api.twilio.com', 'twilio.com:443', 'api.twilio.com.example.com:443', 'api.nottwilio.com:443', 'a.b.twilio.com:443', 'api.dublin.ie1.twilio.com:443', '127.0.0.1:22', '[::1]:443', `${new URL(service.url).host}`, '/'];
    const answers = await Promise.all(refused.map(async (authority) => [authority, (await askForTunnel(service, authority)).status]));
    expect(answers).toEqual(refused.map((authority) => [authority, 403]));
    expect((await askForTunnel(service, 'API.twilio.com:443')).status).toBe(200);
  });

  test('has no tunnel inside', async () => {
    const inside = await secure(await start(), 'api.twilio.com');
    inside.write('CONNECT api.twilio.com:443 HTTP/1.1\r\nHost: api.twilio.com:443\r\n\r\n');
    const [answer] = await once(inside, 'data') as [Buffer];
    expect(answer.toString('utf8')).toMatch(/^HTTP\/1\.1 403 /);
  });

  test('carries one request after another, beside others, and outlives a client that spoke no TLS', async () => {
    const service = await start();
    const { socket } = await askForTunnel(service, 'api.twilio.com:443');
    socket.write('GET / HTTP/1.1\r\n\r\n');
    await once(socket, 'close');
    const requesters = await Promise.all(['trunking.twilio.com', 'trunking.us1.twilio.com', 'trunking.sao-paulo.us1.twilio.com'].map((host) => requesterThrough(service, host)));
    const answers = await Promise.all(requesters.map(async (ask) => [await ask('/v1/Trunks'), await ask('/v1/Trunks?PageSize=1')]));
    expect(answers.map((pair) => pair.map(({ status, reused }) => [status, reused]))).toEqual(requesters.map(() => [[200, false], [200, true]]));
  });

  test('another authority’s client refuses us', async () => {
    const service = await start();
    const { authority } = await makeCertificates(TWILIO_NAMES);
    await expect(secure(service, 'api.twilio.com', authority)).rejects.toThrow(expect.objectContaining({ code: expect.stringMatching(/UNABLE_TO_VERIFY_LEAF_SIGNATURE|CERT_SIGNATURE_FAILURE/) }));
    // Each start has an authority of its own, so an old file opens nothing.
    await expect(secure(service, 'api.twilio.com', (await start()).ca)).rejects.toThrow(/certificate|signature/);
  });
});

describe('the certificates', () => {
  test('name the very hosts that CONNECT leads to, and no others', async () => {
    const service = await start();
    const shown = (await secure(service, 'api.twilio.com')).getPeerCertificate();
    const hosts = ['api.twilio.com', 'trunking.twilio.com', 'pricing.us1.twilio.com', 'trunking.ashburn.us1.twilio.com', 'monitor.tokyo.us1.twilio.com', 'twilio.com', 'a.b.twilio.com', 'api.dublin.ie1.twilio.com', 'api.example.com'];
    expect(hosts.map((host) => [host, checkServerIdentity(host, shown) === undefined])).toEqual(hosts.map((host) => [host, leadsToTwilio(`${host}:443`)]));
    expect(hosts.filter((host) => leadsToTwilio(`${host}:443`))).toHaveLength(5);
  });

  test('are such that the server cannot sign for others, nor the authority serve', async () => {
    const { authority, certificate, key } = await makeCertificates(['*.twilio.com']);
    const [ca, leaf] = [new X509Certificate(authority), new X509Certificate(certificate)];
    expect([ca.ca, leaf.ca]).toEqual([true, false]);
    expect([leaf.checkIssued(ca), leaf.verify(ca.publicKey), ca.verify(ca.publicKey)]).toEqual([true, true, true]);
    expect([leaf.subjectAltName, leaf.keyUsage, ca.subjectAltName]).toEqual(['DNS:*.twilio.com', ['1.3.6.1.5.5.7.3.1'], undefined]);
    expect(key).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(new Set([ca.serialNumber, leaf.serialNumber, (new X509Certificate((await makeCertificates([])).authority)).serialNumber]).size).toBe(3);
  });

  test('leave one file, without a key, that only this user can read', async ({ skip }) => {
    const { caFile, folder, ca } = await start();
    const inner = path.dirname(caFile);
    expect([readdirSync(folder), readdirSync(inner)]).toEqual([[path.basename(inner)], ['ca.pem']]);
    expect(ca.match(/-----BEGIN [A-Z ]+-----/g)).toEqual(['-----BEGIN CERTIFICATE-----']);
    skip(process.platform === 'win32', 'Windows has no such permissions');
    expect([statSync(inner).mode & 0o777, statSync(caFile).mode & 0o777]).toEqual([0o700, 0o600]);
  });
});

describe('the end', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s ends every connection and takes the file along', async (signal) => {
    const service = await start();
    await requesterThrough(service, 'api.twilio.com').then((ask) => ask('/'));
    // A tunnel that never said anything, and a connection that asked for nothing.
    await askForTunnel(service, 'api.twilio.com:443');
    const { hostname, port } = new URL(service.url);
    const idle = connectPlain(Number(port), hostname);
    afterwards.push(() => idle.destroy());
    idle.on('error', () => {});
    await once(idle, 'connect');
    const ended = once(service.child, 'exit');
    service.child.kill(signal);
    expect(await ended).toEqual([0, null]);
    expect(existsSync(service.caFile)).toBe(false);
    expect(readdirSync(service.folder)).toEqual([]);
  });

  test.each([
    ['a port that is taken', 1, /^The practice account cannot listen on port \d+ \(EADDRINUSE\)\. Choose another with --port\.\n$/],
    ['a temporary folder that is not there', 1, /^The practice account cannot write its certificate to .* \(ENOENT\)\. Point TMPDIR to a folder that can be written to\.\n$/],
  ])('%s is told in a sentence, and leaves no file', async (what, code, sentence) => {
    const { url } = await start();
    const folder = temporaryFolder();
    const child = what.startsWith('a port') ? launch(folder, '--port', new URL(url).port) : launch(path.join(folder, 'nowhere'));
    let told = '';
    child.stderr?.on('data', (part: Buffer) => { told += part.toString('utf8'); });
    expect(await once(child, 'close')).toEqual([code, null]);
    expect(told).toMatch(sentence);
    expect(readdirSync(folder)).toEqual([]);
  });
});

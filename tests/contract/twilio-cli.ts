// Runs Twilio's own command line against a practice service. Its `api:` commands are made from Twilio's OpenAPI documents: no line of the SDK is in them.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Announcement } from '../../tools/practice/service.ts';
import { TWILIO_CLI } from './twilio-cli-install.ts';

export { INSTALL_LIMIT_MILLISECONDS, type Installed, installTwilioCli } from './twilio-cli-install.ts';

const COMMAND_MILLISECONDS = 50_000;

export interface CliAnswer {
  /** 0, or the first two digits of Twilio's error code. */
  readonly code: number;
  /** What the JSON on standard output holds; empty where there is none. */
  readonly things: readonly Readonly<Record<string, unknown>>[];
  readonly told: string;
}

/** Words of a command, which may depend on the SIDs of what the commands before it have made; '' where one made nothing. */
export type CliCommand = readonly string[] | ((sids: readonly string[]) => readonly string[]);

/** A home of its own for the command line, which writes there. Nothing of the caller's environment gets in, a second `twilio` in PATH least of all. */
export function twilioCliHome(): { readonly home: string; readonly remove: () => void } {
  const home = mkdtempSync(path.join(tmpdir(), 'trunkbook-twilio-cli-'));
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) };
}

export function twilioCliEnvironment({ accountSid, authToken, apiKey, apiSecret, proxy, caFile }: Announcement, home: string, by: 'api-key' | 'auth-token' = 'api-key'): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => /^(?:SystemRoot|TEMP|TMP|TMPDIR)$/i.test(name)).map(([name, value]): [string, string] => [name, value ?? '']);
  return {
    ...Object.fromEntries(kept),
    PATH: '', HOME: home, USERPROFILE: home, LOCALAPPDATA: home, APPDATA: home,
    TWILIO_ACCOUNT_SID: accountSid,
    ...(by === 'api-key' ? { TWILIO_API_KEY: apiKey, TWILIO_API_SECRET: apiSecret } : { TWILIO_AUTH_TOKEN: authToken }),
    HTTP_PROXY: proxy, NODE_EXTRA_CA_CERTS: caFile,
    TWILIO_SKIP_NEW_VERSION_CHECK: 'true',
  };
}

/** One command, a good second. Never throws for what the command line says. @param env of `twilioCliEnvironment` */
export function runTwilioCli(args: readonly string[], env: Readonly<Record<string, string>>): Promise<CliAnswer> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [TWILIO_CLI, ...args, '-o', 'json'], { env: { ...env }, timeout: COMMAND_MILLISECONDS, windowsHide: true }, (error, out, told) => {
      if (error && typeof error.code !== 'number') reject(new Error(`twilio ${args[0]} did not run: ${error.message}`));
      else resolve({ code: Number(error?.code ?? 0), things: thingsIn(out), told });
    });
  });
}

function thingsIn(out: string): CliAnswer['things'] {
  const start = out.indexOf('[');
  if (start < 0) return [];
  return JSON.parse(out.slice(start)) as CliAnswer['things'];
}

/** One command after another. Throws at the first that is refused. @returns the SID of what each has made, or `''` */
export async function runTwilioCliCommands(commands: readonly CliCommand[], env: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const sids: string[] = [];
  for (const command of commands) {
    const args = typeof command === 'function' ? command(sids) : command;
    const { code, things, told } = await runTwilioCli(args, env);
    if (code !== 0) throw new Error(`twilio ${args.join(' ')} ended with ${code}: ${JSON.stringify(things)} ${told}`);
    sids.push(String(things[0]?.['sid'] ?? ''));
  }
  return sids;
}

/** How long the commands take one after another, in milliseconds; each starts a process, as it does for whoever types them. */
export async function timeTwilioCli(service: Announcement, commands: readonly CliCommand[]): Promise<number> {
  const { home, remove } = twilioCliHome();
  try {
    const started = performance.now();
    await runTwilioCliCommands(commands, twilioCliEnvironment(service, home));
    return performance.now() - started;
  } finally {
    remove();
  }
}

/** All that a trunk needs, each command with the SID of what it made: trunk, access list, its address, credential list, its credential, both put on the trunk, origination URL. */
export function trunkSetUp({ name, domain, address, username, password, sipUrl }: { readonly name: string; readonly domain: string; readonly address: string; readonly username: string; readonly password: string; readonly sipUrl: string }): readonly CliCommand[] {
  const made = (sids: readonly string[], index: number): string => sids[index] ?? '';
  return [
    ['api:trunking:v1:trunks:create', '--friendly-name', name, '--domain-name', domain, '--secure', '--cnam-lookup-enabled'],
    ['api:core:sip:ip-access-control-lists:create', '--friendly-name', name],
    (sids) => ['api:core:sip:ip-access-control-lists:ip-addresses:create', '--ip-access-control-list-sid', made(sids, 1), '--friendly-name', name, '--ip-address', address],
    ['api:core:sip:credential-lists:create', '--friendly-name', name],
    (sids) => ['api:core:sip:credential-lists:credentials:create', '--credential-list-sid', made(sids, 3), '--username', username, '--password', password],
    (sids) => ['api:trunking:v1:trunks:ip-access-control-lists:create', '--trunk-sid', made(sids, 0), '--ip-access-control-list-sid', made(sids, 1)],
    (sids) => ['api:trunking:v1:trunks:credential-lists:create', '--trunk-sid', made(sids, 0), '--credential-list-sid', made(sids, 3)],
    (sids) => ['api:trunking:v1:trunks:origination-urls:create', '--trunk-sid', made(sids, 0), '--friendly-name', name, '--sip-url', sipUrl, '--weight', '10', '--priority', '10', '--enabled'],
  ];
}

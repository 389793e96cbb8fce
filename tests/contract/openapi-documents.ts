// Twilio's own OpenAPI documents, out of the npm package that carries them (MIT). Test data only: fetched once into .cache, never shipped.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { matchPath } from '../../main/practice/route.ts';
import type { Schema } from './openapi-validate.ts';

const PACKAGE = '@twilio/cli-core@9.0.0';
const TARBALL = 'twilio-cli-core-9.0.0.tgz';
const SHA512 = 'FPHm5gXAUwM2oATmQi3AGYPFz4Urg5G5/vDkpUu5WqNuwueQaS93HwXjdX1OM+miuq0LMimdfbXDTLEp4Nsjfg==';
const INSIDE = 'package/src/services/twilio-api';
const FILES = {
  'api.twilio.com': 'twilio_api_v2010.json', 'trunking.twilio.com': 'twilio_trunking_v1.json', 'monitor.twilio.com': 'twilio_monitor_v1.json', 'pricing.twilio.com': 'twilio_pricing_v1.json',
};
const CACHE = fileURLToPath(new URL('../../.cache/twilio-oai/', import.meta.url));

export interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema & { readonly required?: readonly string[] } }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>>;
}
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation | undefined>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}
export type Documents = Readonly<Record<keyof typeof FILES, OpenApi>>;

/** Null, with the reason on stderr, where the registry cannot be reached. Throws when what came is not the package that was reviewed. */
export function loadDocuments(): Documents | null {
  const tarball = join(CACHE, TARBALL);
  if (!existsSync(tarball) && !download(tarball)) return null;
  if (createHash('sha512').update(readFileSync(tarball)).digest('base64') !== SHA512) {
    rmSync(tarball);
    throw new Error(`${PACKAGE} is not the package that was reviewed.`);
  }
  execFileSync('tar', ['-xzf', tarball, '-C', CACHE, ...Object.values(FILES).map((file) => `${INSIDE}/${file}`)]);
  return Object.fromEntries(Object.entries(FILES).map(([host, file]) => [host, JSON.parse(readFileSync(join(CACHE, INSIDE, file), 'utf8')) as OpenApi])) as unknown as Documents;
}

function download(tarball: string): boolean {
  const folder = join(CACHE, `download-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync('npm', ['pack', PACKAGE, '--silent', '--ignore-scripts', '--pack-destination', folder], { stdio: ['ignore', 'ignore', 'pipe'], timeout: 50_000 });
    renameSync(join(folder, TARBALL), tarball);
    return true;
  } catch (error) {
    process.stderr.write(`Skipped: Twilio's OpenAPI documents could not be fetched (npm pack ${PACKAGE}: ${error instanceof Error ? error.message.split('\n')[0] : 'failed'}).\n`);
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The operation that a call is, with its path as the document writes it; null where there is none. The path with the most of its own words wins. */
export function findOperation(documents: Documents, method: string, url: URL): { readonly template: string; readonly operation: Operation; readonly schemas: OpenApi['components']['schemas'] } | null {
  const document = Object.hasOwn(documents, url.host) ? documents[url.host as keyof Documents] : null;
  const templates = Object.keys(document?.paths ?? {}).filter((path) => matchPath(path, url.pathname));
  const [template] = templates.sort((one, other) => one.split('{').length - other.split('{').length);
  const operation = template === undefined ? undefined : document?.paths[template]?.[method.toLowerCase()];
  return document && template !== undefined && operation ? { template, operation, schemas: document.components.schemas } : null;
}

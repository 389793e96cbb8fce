// Who may import whom, as data. The arrows are explained in docs/architecture.md; tools/boundaries.ts applies them.
//
// A target is written as the file it leads to ('domain/site/record.ts'), as 'npm:zod', as 'node:fs', or as '?' when it is computed.

export interface Rule {
  readonly name: string;
  readonly why: string;
  /** The files it speaks of. */
  readonly files: RegExp;
  /** What they may not import ... */
  readonly target: RegExp;
  /** ... except this. */
  readonly except?: RegExp;
  /** Only imports with one of these names ('*' is the whole module). */
  readonly names?: readonly string[];
  /** `import type` passes: it is gone when the code runs. */
  readonly typesPass?: true;
}

const PRODUCTION = /^(?:domain|main|preload|renderer)\//;

/** Each folder of the domain may use those before it. `domain/judgement.ts` and its like, beside the folders, are for all. */
const DOMAIN_FOLDERS = ['numbers', 'site', 'trunk', 'dialplan', 'emergency', 'proof', 'guide', 'overview'] as const;

const domainOrder: Rule[] = DOMAIN_FOLDERS.slice(0, -1).map((folder, index) => ({
  name: `domain-order-${folder}`,
  why: `domain/${folder} builds only on the folders before it: ${DOMAIN_FOLDERS.slice(0, index).join(', ') || 'none'}`,
  files: new RegExp(`^domain/${folder}/`),
  target: new RegExp(`^domain/(?:${DOMAIN_FOLDERS.slice(index + 1).join('|')})/`),
}));

/** `from 'electron'` is plain to see: each Electron name that opens a door has one file. */
const ONE_DOOR: Rule[] = Object.entries({
  ipcMain: 'main/ipc/register.ts',
  ipcRenderer: 'preload/index.ts',
  shell: 'main/security/links.ts',
  safeStorage: 'main/keychain.ts',
}).map(([name, file]) => ({
  name: `one-door-${name}`,
  why: `${name} is used in ${file} alone, where its checks are`,
  files: new RegExp(`^(?!${file.replaceAll('.', '\\.')}$)(?:domain|main|preload|renderer)/`),
  target: /^npm:electron$/,
  names: [name],
}));

export const RULES: readonly Rule[] = [
  {
    name: 'domain-is-pure',
    why: 'the rules know neither Node nor Electron nor any package but zod, the phone numbers and the forms of addresses',
    files: /^domain\//,
    target: /^(?:npm|node):/,
    except: /^npm:(?:zod|libphonenumber-js|lib-address)(?:\/|$)/,
  },
  { name: 'domain-stands-alone', why: 'everything may use the domain; it uses nothing of theirs', files: /^domain\//, target: /^(?!domain\/|npm:|node:|\?)/ },
  { name: 'domain-root', why: 'what lies beside the folders is for all of them, so it can use none', files: /^domain\/[^/]+$/, target: /^domain\/.+\// },
  ...domainOrder,
  {
    name: 'preload-bridge-is-names-only',
    why: 'the bridge runs in the page: it takes channel names and Electron, and nothing that would have to be bundled into it',
    files: /^preload\/index\.ts$/,
    target: /./,
    except: /^(?:preload\/channels\.ts|npm:electron)$/,
    typesPass: true,
  },
  {
    name: 'preload-to-domain',
    why: 'the contract stands between main and the renderer, and builds on the domain only',
    files: /^preload\/(?!index\.ts$)/,
    target: /./,
    except: /^(?:preload\/(?!index\.ts$)|domain\/|npm:zod$)/,
  },
  { name: 'main-below', why: 'main uses the contract and the domain', files: /^main\//, target: /^(?:renderer\/|tools\/|tests\/|preload\/index\.ts$)/ },
  {
    name: 'electron-at-the-edge',
    why: 'the rest of main is plain Node and is tested without Electron; give such a file a place in this list only if it is all edge',
    files: /^main\/(?!(?:index|window|print|preferences|clipboard|keychain|lock-watch|environment|dialogs|notify)\.ts$|security\/|ipc\/|twilio\/net-fetch\.ts$)/,
    target: /^npm:electron(?:\/|$)/,
    typesPass: true,
  },
  {
    name: 'electron-by-name',
    why: 'a whole-module import hides which parts of Electron a file uses',
    files: PRODUCTION,
    target: /^npm:electron(?:\/|$)/,
    names: ['*', 'default'],
    typesPass: true,
  },
  {
    name: 'renderer-in-the-page',
    why: 'the page has neither Node nor Electron, and reaches main over the bridge',
    files: /^renderer\//,
    target: /^(?:main\/|tools\/|tests\/|node:|npm:(?:electron(?:-.*)?|twilio)(?:\/|$))/,
  },
  {
    name: 'renderer-takes-contract-types',
    why: 'the page takes the types of the contract, and the rules of the mirror; what is checked is checked in main',
    files: /^renderer\//,
    target: /^preload\//,
    except: /^preload\/mirror\.ts$/,
    typesPass: true,
  },
  ...ONE_DOOR,
  {
    name: 'one-door-twilio',
    why: 'the SDK is loaded in main/twilio/client.ts alone, which keeps its errors and its credentials in',
    files: /^(?!main\/twilio\/client\.ts$)(?:domain|main|preload|renderer)\//,
    target: /^npm:twilio(?:\/|$)/,
    typesPass: true,
  },
  {
    name: 'twilio-types-stay',
    why: "the SDK's shapes do not leave main/twilio: they are translated there",
    files: /^(?!main\/twilio\/)(?:domain|main|preload|renderer)\//,
    target: /^npm:twilio(?:\/|$)/,
  },
  {
    name: 'no-certificates-made-in-the-app',
    why: 'the app makes no certificates: only the practice service does, for other clients on this machine',
    files: PRODUCTION,
    target: /^npm:(?:pkijs|asn1js)(?:\/|$)/,
  },
  { name: 'no-computed-imports', why: 'an import must be plain to see, for this check and for the bundler', files: PRODUCTION, target: /^\?$/ },
  { name: 'no-back-door', why: 'node:module can load anything by a name that no check sees', files: PRODUCTION, target: /^node:module$/ },
  {
    name: 'no-electron-in-plain-node',
    why: 'outside Electron this import starts a download; only the small apps that tests open (tests/*/*-app) may have it',
    files: /^(?:tests|tools)\/(?![^/]+\/[^/]+-app\/)/,
    target: /^npm:electron$/,
    typesPass: true,
  },
  {
    name: 'set-up-needs-nothing',
    why: 'set-up runs on a fresh clone, before any package is installed',
    files: /^tools\/(?:[^/]+\.mjs|setup\/)/,
    target: /./,
    except: /^(?:tools\/(?:[^/]+\.mjs|setup\/.*\.mjs)|node:.*)$/,
  },
  { name: 'tools-without-tests', why: 'tools start the tests; they do not use them', files: /^tools\//, target: /^tests\// },
];

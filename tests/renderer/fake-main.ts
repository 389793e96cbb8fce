import { randomUUID } from 'node:crypto';
import { isEmergencyStep } from '../../domain/emergency/emergency-steps.ts';
import { aboutNow } from '../../domain/emergency/point-about.ts';
import { tickValues } from '../../domain/emergency/tick-values.ts';
import { changeIntent, duplicateSite, type NewSite, newSite, type Stamp } from '../../domain/site/make.ts';
import type { Evidence, Intent, LedgerEntry, NameAnswer, Site } from '../../domain/site/record.ts';
import { withoutSecrets } from '../../domain/site/record.ts';
import { readPublicAddresses } from '../../domain/site/addresses.ts';
import { readSiteName } from '../../domain/site/values.ts';
import type { Directory } from '../../domain/numbers/directory.ts';
import { EMPTY_DIRECTORY } from '../../domain/numbers/empty-directory.ts';
import { summarise } from '../../main/summarise.ts';
import { reportedBy } from '../../domain/trunk/reported.ts';
import { readTermination } from '../../domain/trunk/termination.ts';
import type { Channel } from '../../preload/channels.ts';
import { contract, type Fault, type Input, type Mirror, type Output, type Patch, type Push, type Result } from '../../preload/contract.ts';
import { applyPatch } from '../../preload/mirror.ts';
import { originationUrl } from '../../domain/trunk/edges.ts';
import { originationFaults } from '../../renderer/features/site/steps/origination-faults.ts';
import { FakeAccount } from './fake-account.ts';
import { directoryHandlers } from './fake-directory.ts';
import { type EmergencyDesk, emergencyHandlers, readEmergency } from './fake-emergency.ts';
import { FakeTwilio } from './fake-numbers.ts';
import { FakeTrunk } from './fake-trunk.ts';
import { Refusal } from './refusal.ts';

export type Handlers = { readonly [C in Channel]: (input: Input<C>) => Output<C> | Promise<Output<C>> };

export interface FakeOptions {
  readonly host?: Mirror['environment']['host'];
  readonly passphrase?: string | null;
  /** "Unlock on this laptop" when the page starts. */
  readonly here?: Extract<Mirror['vault'], { kind: 'open' }>['here'];
  /** Where the name of every PBX leads. */
  readonly resolves?: NameAnswer;
  /** Waited for before each call of a set-up. It may throw, and the call is then refused. */
  readonly beforeCall?: (action: string) => Promise<void>;
}

/** As main takes them: canonical, each once. */
function addresses(typed: string): string[] {
  const judged = readPublicAddresses(typed);
  return judged.ok ? [...judged.value] : [];
}

/** Main in memory, with the contract checked on both sides: what the page is tested against where no Electron is at hand. */
export class FakeMain {
  readonly account = new FakeAccount();
  readonly opened: string[] = [];
  /** False: the keychain is another one than that which keeps the key. */
  keychainAnswers = true;
  #options: Required<FakeOptions>;
  #revision = 0;
  #mirror: Mirror;
  #sites = new Map<string, Site>();
  #directories = new Map<string, Directory>();
  #photos = new Map<string, { readonly data: string; readonly thumbnail: string }>();
  /** What was saved as a file, the last one last. */
  readonly saved: string[] = [];
  #listeners = new Set<(push: Push) => void>();
  #refused = new Map<Channel, Fault>();
  readonly #trunk = new FakeTrunk({
    account: this.account, site: (id) => this.#site(id), keep: (site) => this.#keep(site), directory: (id) => this.#directory(id), record: (id, entries) => this.#record(id, entries), stamp: () => this.#stamp(),
    job: () => this.#mirror.job, show: (job) => this.patch({ what: 'job', value: job }), halt: (sites) => this.patch({ what: 'halted', value: [...sites] }), showLine: (line) => this.patch({ what: 'job-line', ...line }), beforeCall: (action) => this.#options.beforeCall(action), readEmergency: (id) => readEmergency(this.#emergency, id),
  });

  readonly #emergency: EmergencyDesk = {
    account: this.account, site: (id) => this.#site(id), directory: (id) => this.#directory(id), keep: (site) => this.#keep(site), stamp: () => this.#stamp(),
  };

  /** What Twilio answers about numbers and accounts. */
  readonly twilio = new FakeTwilio({
    account: this.account, site: (id) => this.#site(id), directory: (id) => this.#directory(id), put: (id, directory, patch) => this.#putDirectory(id, directory, patch), stamp: () => this.#stamp(),
    accounts: () => this.#mirror.accounts, show: (accounts) => this.patch({ what: 'accounts', value: [...accounts] }), mustConfirm: () => this.#options.host === 'chromium',
  });

  constructor(options: FakeOptions = {}) {
    this.#options = { host: 'electron', passphrase: null, here: 'off', resolves: { kind: 'none' }, beforeCall: async () => undefined, ...options };
    this.#mirror = {
      environment: { version: '0.1.0', platform: 'linux', dataFolder: '/home/technician/.config/Trunkbook', host: this.#options.host, sandboxed: this.#options.host === 'electron' },
      preferences: { theme: 'system' }, vault: this.#options.passphrase === null ? { kind: 'none' } : this.#locked(), sites: [], site: null, directory: null, accounts: [], job: null, halted: [],
    };
  }

  /** One call of the page: its input and its answer are held to the contract. */
  async invoke(channel: Channel, input: unknown): Promise<Result<unknown>> {
    try {
      const asked = contract[channel].in.parse(input);
      const refused = this.#refused.get(channel);
      if (refused && this.#refused.delete(channel)) return { ok: false, fault: refused };
      const answer = await (this.#handlers[channel] as (input: unknown) => unknown)(asked);
      return { ok: true, value: contract[channel].out.parse(answer) };
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, fault: error.fault };
      throw error;
    }
  }

  /** The next call of a channel is refused so. */
  refuse(channel: Channel, fault: Fault): void {
    this.#refused.set(channel, fault);
  }

  /** As after a trunk was taken over: Twilio and 3CX have a password that is not known here. */
  forgetSipPassword(): void {
    for (const site of this.#sites.values()) this.#keep({ ...site, intent: { ...site.intent, trunk: { ...site.intent.trunk, sipPassword: null } } });
  }

  /** Puts a site into a state that takes Twilio minutes or people days to bring about. */
  change(id: string, change: (site: Site) => Site): void {
    this.#keep(change(this.#site(id)));
  }

  onPush(listener: (push: Push) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  patch(patch: Patch): void {
    this.#mirror = applyPatch(this.#mirror, patch);
    this.#revision += 1;
    for (const listener of this.#listeners) listener({ revision: this.#revision, patch });
  }

  get mirror(): Mirror {
    return this.#mirror;
  }

  addSite(name: string): string {
    const site = newSite(this.#draft(name, 'US'));
    this.#keep(site);
    return site.id;
  }

  /** Many sites at once, as after unlocking a full vault. */
  addSites(names: readonly string[]): void {
    const sites = names.map((name) => newSite(this.#draft(name, 'US')));
    for (const site of sites) this.#sites.set(site.id, site);
    this.patch({ what: 'sites', value: sites.map((site) => summarise(site, EMPTY_DIRECTORY, Date.now())) });
  }

  #stamp(): Stamp {
    return { at: new Date().toISOString(), who: this.#mirror.vault.kind === 'open' ? this.#mirror.vault.technician : 'Nobody', device: 'test-laptop' };
  }

  #draft(name: string, country: string): NewSite {
    const stamp = this.#stamp();
    return { id: randomUUID(), name, country, stamp, revision: randomUUID(), tail: 'k7m2p', sipPassword: { value: `Fake-${randomUUID().slice(0, 12)}Aa1`, revision: randomUUID(), at: stamp.at } };
  }

  #site(id: string): Site {
    const site = this.#sites.get(id);
    if (!site) throw new Refusal({ code: 'not-found', what: 'This site is not in the vault.' });
    return site;
  }

  #keep(site: Site): void {
    this.#sites.set(site.id, site);
    this.patch({ what: 'summary', value: summarise(site, this.#directory(site.id), Date.now()) });
    if (this.#mirror.site?.id === site.id) this.patch({ what: 'site', value: withoutSecrets(site) });
  }

  #directory(id: string): Directory {
    return this.#directories.get(id) ?? EMPTY_DIRECTORY;
  }

  /** Puts the big parts of a site in place, as an import would. */
  setDirectory(id: string, directory: Directory): void {
    this.#putDirectory(id, directory, { what: 'directory', value: { siteId: id, ...structuredClone(directory) } });
  }

  #putDirectory(id: string, directory: Directory, patch: Patch): void {
    this.#directories.set(id, directory);
    if (this.#mirror.directory?.siteId === id) this.patch(patch);
  }

  #say(id: string, entry: Evidence): void {
    const site = this.#site(id);
    this.#keep({ ...site, evidence: [...site.evidence, entry] });
  }

  #intend(id: string, change: (intent: Intent) => Partial<Intent>): void {
    const site = this.#site(id);
    this.#keep(changeIntent(site, change(site.intent), this.#stamp(), randomUUID()));
  }

  #record(id: string, entries: readonly LedgerEntry[]): void {
    const site = this.#site(id);
    this.#sites.set(id, { ...site, ledger: [...site.ledger, ...entries] });
    this.patch({ what: 'ledger', siteId: id, entries: [...entries] });
  }

  #lookUp(id: string): void {
    const site = this.#site(id);
    const { fqdn } = site.intent.pbx;
    if (fqdn !== null) this.#keep({ ...site, observed: { ...site.observed, pbxName: { source: 'measured', ...this.#stamp(), fqdn, value: this.#options.resolves } } });
  }

  #open(technician: string): void {
    this.patch({ what: 'vault', value: { kind: 'open', technician, notices: [], here: this.#options.here } });
  }

  #locked(): Mirror['vault'] {
    return { kind: 'locked', unwatched: null, here: this.#options.here === 'on' };
  }

  #turn(here: Required<FakeOptions>['here']): void {
    this.#options = { ...this.#options, here };
    const { vault } = this.#mirror;
    this.patch({ what: 'vault', value: vault.kind === 'open' ? { ...vault, here } : this.#locked() });
  }

  readonly #handlers: Handlers = {
    'mirror.get': () => ({ revision: this.#revision, mirror: this.#mirror }),
    'preferences.save': (value) => { this.patch({ what: 'preferences', value }); return {}; },
    'vault.create': ({ passphrase, technician }) => {
      this.#options = { ...this.#options, passphrase };
      this.#open(technician);
      return {};
    },
    'vault.unlock': ({ passphrase }) => {
      if (passphrase !== this.#options.passphrase) throw new Refusal({ code: 'wrong-passphrase', what: 'This passphrase does not open the vault.', why: 'It may be mistyped.', next: 'Type it again.' });
      this.#open('Robin Vale');
      return {};
    },
    'vault.unlockHere': () => {
      if (!this.keychainAnswers) {
        this.#turn('off');
        throw new Refusal({ code: 'io', what: 'The vault did not open.', why: 'This system uses another keychain now.', next: 'Type the passphrase.' });
      }
      this.#open('Robin Vale');
      return {};
    },
    'vault.rememberHere': ({ passphrase }) => {
      if (passphrase !== this.#options.passphrase) throw new Refusal({ code: 'wrong-passphrase', what: 'This passphrase does not open the vault.' });
      this.#turn('on');
      return {};
    },
    'vault.forgetHere': () => { this.#turn('off'); return {}; },
    'vault.lock': () => {
      this.patch({ what: 'site', value: null });
      this.patch({ what: 'sites', value: [] });
      this.patch({ what: 'vault', value: this.#locked() });
      return {};
    },
    'vault.changePassphrase': ({ current, next }) => {
      if (current !== this.#options.passphrase) throw new Refusal({ code: 'wrong-passphrase', what: 'The passphrase now is another one.' });
      this.#options = { ...this.#options, passphrase: next };
      return {};
    },
    'vault.judgePassphrase': ({ passphrase }) => ({ score: Math.min(4, Math.floor(passphrase.length / 5)), acceptable: passphrase.length >= 15, warning: passphrase.length < 15 ? 'This is short.' : null, advice: passphrase.length < 15 ? ['Add another word or two.'] : [] }),
    'vault.suggestPassphrase': () => ({ passphrase: 'copper meadow lantern tidal orbit walnut' }),
    'vault.printRecoveryKit': () => ({ saved: true }),
    'site.create': ({ name, country }) => {
      const judged = readSiteName(name);
      if (!judged.ok) throw new Refusal({ code: 'invalid-value', what: 'Not saved yet.', fields: [{ field: 'name', why: judged.why }] });
      const site = newSite(this.#draft(judged.value, country));
      this.#keep(site);
      return { siteId: site.id };
    },
    'site.open': ({ siteId }) => {
      this.patch({ what: 'directory', value: { siteId, ...structuredClone(this.#directory(siteId)) } });
      this.patch({ what: 'site', value: withoutSecrets(this.#site(siteId)) });
      return {};
    },
    'site.close': () => { this.patch({ what: 'site', value: null }); this.patch({ what: 'directory', value: null }); return {}; },
    'site.rename': ({ siteId, name }) => { this.#keep({ ...this.#site(siteId), name }); return {}; },
    'site.duplicate': ({ siteId, name }) => {
      const site = duplicateSite(this.#site(siteId), this.#draft(name, 'US'));
      this.#keep(site);
      return { siteId: site.id };
    },
    'site.archive': ({ siteId, archived }) => { this.#keep({ ...this.#site(siteId), archivedAt: archived ? this.#stamp().at : null }); return {}; },
    'site.savePlan': ({ siteId, country, hosting }) => { this.#intend(siteId, () => ({ country, hosting })); return {}; },
    'site.saveAccount': ({ siteId, account }) => {
      this.#intend(siteId, () => ({ account }));
      const site = this.#site(siteId);
      this.#keep({ ...site, observed: { ...site.observed, twilio: null, pbxName: null, clock: null } });
      return {};
    },
    'site.saveLogin': ({ siteId, loginUrl, username, password }) => {
      this.#intend(siteId, ({ pbx }) => ({ pbx: { ...pbx, loginUrl: loginUrl === '' ? null : loginUrl, username: username === '' ? null : username } }));
      const site = this.#site(siteId);
      if (password !== null) this.#keep({ ...site, secrets: { ...site.secrets, pbxPassword: { value: password, revision: randomUUID(), at: this.#stamp().at } } });
      return {};
    },
    'site.savePbx': ({ siteId, fqdn, ipv4 }) => {
      this.#intend(siteId, ({ pbx }) => ({ pbx: { ...pbx, fqdn: fqdn === '' ? null : fqdn, ipv4: addresses(ipv4) } }));
      this.#lookUp(siteId);
      return {};
    },
    'site.saveTrunk': ({ siteId, friendlyName, domainLabel, edge, secure, cnamLookup, transferMode }) => {
      const judged = readTermination(domainLabel);
      if (!judged.ok) throw new Refusal({ code: 'invalid-value', what: 'Not saved yet.', fields: [{ field: 'trunk.domainLabel', why: judged.why }] });
      this.#intend(siteId, ({ trunk }) => ({ trunk: { ...trunk, friendlyName, domainLabel: judged.value.label, edge: judged.value.edge ?? edge, secure, cnamLookup, transferMode } }));
      return {};
    },
    'site.saveOrigination': ({ siteId, ...typed }) => {
      const { fqdn } = this.#site(siteId).intent.pbx;
      const fields = [...originationFaults(typed, fqdn === null ? null : originationUrl(fqdn, false))].map(([field, why]) => ({ field, why }));
      if (fields.length > 0) throw new Refusal({ code: 'invalid-value', what: 'Not saved yet.', fields });
      const numbers = ({ weight, priority }: { readonly weight: string; readonly priority: string }) => ({ weight: Number(weight), priority: Number(priority) });
      this.#intend(siteId, ({ trunk }) => ({ trunk: { ...trunk, origination: { ...numbers(typed), others: typed.others.map((other) => ({ url: other.url.trim(), ...numbers(other) })) } } }));
      return {};
    },
    'site.saveSecurity': ({ siteId, accessListName, credentialListName, sipUsername, sipPassword }) => {
      this.#intend(siteId, ({ trunk }) => ({ trunk: { ...trunk, accessListName, credentialListName, sipUsername } }));
      if (sipPassword !== null) this.#setSipPassword(siteId, sipPassword);
      return {};
    },
    'site.saveNumbers': ({ siteId, numbers }) => { this.#intend(siteId, () => ({ numbers })); return {}; },
    'site.generateSipPassword': ({ siteId }) => { this.#setSipPassword(siteId, `Fake-${randomUUID().slice(0, 12)}Aa1`); return {}; },
    'site.lookUpName': ({ siteId }) => { this.#lookUp(siteId); return {}; },
    'site.agree': ({ siteId, names }) => { this.#intend(siteId, ({ agreed }) => ({ agreed: [...new Set([...agreed, ...names])] })); return {}; },
    'site.saveTrunkName': ({ siteId, name }) => { this.#intend(siteId, ({ pbx }) => ({ pbx: { ...pbx, trunkName: name === '' ? null : name } })); return {}; },
    'site.saveRules': ({ siteId, rules }) => { this.#intend(siteId, () => ({ outboundRules: rules })); return {}; },
    'site.record': ({ siteId, step, say }) => {
      const stamp = { id: randomUUID(), ...this.#stamp(), step };
      switch (say.kind) {
        case 'done': {
          this.#say(siteId, { ...stamp, kind: 'step-done', source: 'reported', note: say.note, values: { ...say.values, ...tickValues(step, this.#site(siteId).intent, this.#directory(siteId), say.values) } });
          const site = this.#site(siteId);
          this.#keep({ ...site, observed: { ...site.observed, pbxTrunk: reportedBy(step, site.intent, site.observed.pbxTrunk, this.#stamp()) } });
          break;
        }
        case 'reopened': this.#say(siteId, { ...stamp, kind: 'step-reopened', note: say.note }); break;
        case 'not-applicable': this.#say(siteId, { ...stamp, kind: 'step-not-applicable', reason: say.reason }); break;
        case 'blocked': this.#say(siteId, { ...stamp, kind: 'step-blocked', note: say.note, owner: say.owner, due: say.due === '' ? null : say.due, emergency: isEmergencyStep(step) ? { meanwhile: say.meanwhile ?? '', told: say.told ?? '', about: aboutNow(this.#site(siteId), this.#directory(siteId), Date.now()) } : null }); break;
        case 'note': this.#say(siteId, { ...stamp, kind: 'note', text: say.text }); break;
      }
      return {};
    },
    'visit.prepare': ({ siteId, passphrase }) => {
      if (passphrase !== this.#options.passphrase) throw new Refusal({ code: 'wrong-passphrase', what: 'This passphrase does not open the vault.' });
      this.#say(siteId, { id: randomUUID(), ...this.#stamp(), kind: 'passphrase-typed' });
      this.#trunk.read(siteId);
      this.#lookUp(siteId);
      return { notDone: [{ what: 'The account’s numbers were not listed.', why: 'The fake says so.' }] };
    },
    'photo.add': ({ siteId, step, name, data, thumbnail }) => {
      const photo = randomUUID();
      this.#photos.set(photo, { data, thumbnail });
      this.#say(siteId, { id: randomUUID(), ...this.#stamp(), kind: 'photo', step, photo, name, bytes: Math.floor(data.length * 0.75) });
      return {};
    },
    'photo.thumbnail': ({ photo }) => ({ url: `data:image/jpeg;base64,${this.#photos.get(photo)?.thumbnail ?? ''}` }),
    'photo.show': ({ photo }) => ({ url: `data:image/png;base64,${this.#photos.get(photo)?.data ?? ''}` }),
    'photo.withdraw': ({ siteId, step, photo }) => { this.#say(siteId, { id: randomUUID(), ...this.#stamp(), kind: 'photo-withdrawn', step, photo }); return {}; },
    ...directoryHandlers({ directory: (id) => this.#directory(id), site: (id) => this.#site(id), put: (id, directory, patch) => this.#putDirectory(id, directory, patch), stamp: () => this.#stamp(), saved: this.saved }),
    'guide.copyTable': () => ({ clearsAfterSeconds: 45 }),
    'emergency.copyRules': () => ({ clearsAfterSeconds: 45 }),
    'sheet.fetch': () => ({
      trunks: [{ sid: `TK${'1'.repeat(32)}`, name: 'Old trunk', domainName: 'old-trunk.pstn.twilio.com' }],
      trunk: {
        sid: `TK${'1'.repeat(32)}`, name: 'Old trunk', domainName: 'old-trunk.pstn.twilio.com', secure: false, cnamLookup: false, accessLists: [{ name: 'Old PBX', addresses: ['34.120.8.15/32'] }],
        credentialLists: [{ name: 'Old SIP', usernames: ['old-user'] }], originationUrls: ['sip:old.my3cx.us'], phoneNumbers: ['+15125550142'],
      },
    }),
    'sheet.copy': () => ({ clearsAfterSeconds: 45 }),
    'sheet.reveal': ({ siteId, field }) => {
      const { secrets } = this.#site(siteId);
      return { text: (field === 'pbx.password' ? secrets.pbxPassword : secrets.sipPassword)?.value ?? '' };
    },
    ...this.#trunk.handlers(),
    ...this.twilio.handlers(),
    ...emergencyHandlers(this.#emergency),
    'link.show': ({ link, siteId }) => ({ url: link === '3cx-console' && siteId !== null ? `https://${this.#site(siteId).intent.pbx.fqdn ?? ''}/` : 'https://console.twilio.com/' }),
    'link.open': ({ link }) => { this.opened.push(link); return {}; },
  };

  #setSipPassword(id: string, value: string): void {
    const secret = { value, revision: randomUUID(), at: this.#stamp().at };
    this.#intend(id, ({ trunk }) => ({ trunk: { ...trunk, sipPassword: secret.revision } }));
    const site = this.#site(id);
    this.#keep({ ...site, secrets: { ...site.secrets, sipPassword: secret } });
  }
}

import path from 'node:path';
import { expect } from 'vitest';
import type { Site } from '../../../domain/site/record.ts';
import { Desk } from '../../../main/desk.ts';
import { answer, type Handlers } from '../../../main/ipc/answer.ts';
import { MirrorStore } from '../../../main/mirror.ts';
import { createVault, type Vault } from '../../../main/vault/vault.ts';
import type { Channel } from '../../../preload/channels.ts';
import { Fault, type Input, type Mirror, type Output, Push, type Result } from '../../../preload/contract.ts';
import { applyPatch } from '../../../preload/mirror.ts';
import { systemError, watchedFs } from '../vault/failing-fs.ts';
import { PASSPHRASE, QUICK, temporaryFolder } from '../vault/temporary-vault.ts';

export const TECHNICIAN = 'Sam Doe';
export const EMPTY_MIRROR: Mirror = {
  environment: { version: '0', platform: 'linux', dataFolder: '', host: 'electron', sandboxed: true }, preferences: { theme: 'system' }, vault: { kind: 'none' }, sites: [], site: null, directory: null, accounts: [], job: null, halted: [],
};
const OWN_PAGE = { url: 'app://bundle/', parent: null };

/** A real desk over a real vault in a folder of its own, and what the page gets of it. Commands are asked as the page asks: through the contract, both ways. */
export class Workplace {
  readonly desk: Desk;
  readonly pushes: Push[] = [];
  /** What an operator would find in the log. */
  readonly log: string[] = [];
  /** The files of the vault in the order in which they took their place, as paths in its folder. */
  readonly written: string[] = [];
  /** Files that the disk has no room for. */
  full: RegExp | null = null;
  #vault: Vault | null = null;
  #handlers: Partial<Handlers> = {};

  constructor() {
    // As main's own push: what does not fit the contract goes nowhere.
    this.desk = new Desk(new MirrorStore(EMPTY_MIRROR, (push) => this.pushes.push(Push.parse(structuredClone(push)))));
  }

  static async open(handlers: (desk: Desk) => Partial<Handlers>): Promise<Workplace> {
    const workplace = new Workplace();
    const folder = await temporaryFolder();
    const fs = watchedFs(({ name, path: at }) => {
      const file = path.relative(folder, at).replaceAll(path.sep, '/').replace(/\.age\..*$/, '.age');
      if (name === 'file.writeFile' && workplace.full?.test(file)) throw systemError('ENOSPC');
      if (name === 'rename') workplace.written.push(file);
    });
    workplace.#vault = await createVault(folder, PASSPHRASE, { ...QUICK, fs });
    workplace.desk.open(workplace.#vault, { name: TECHNICIAN }, 'off');
    workplace.#handlers = handlers(workplace.desk);
    return workplace;
  }

  async close(): Promise<void> {
    this.full = null;
    await this.#vault?.close();
  }

  get vault(): Vault {
    return this.desk.vault();
  }

  /** A site in the vault, and on the page. */
  async place(site: Site): Promise<string> {
    await this.desk.add(site);
    await this.desk.show(site.id);
    return site.id;
  }

  ask<C extends Channel>(channel: C, input: Input<C>): Promise<Result<Output<C>>> {
    return answer(channel, this.#handlers as Handlers, { frame: OWN_PAGE, devServer: null, args: [input] }, (line) => this.log.push(line));
  }

  /** The answer of a command that must work. */
  async done<C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>> {
    const result = await this.ask(channel, input);
    if (!result.ok) throw new Error(`${channel}: ${result.fault.what} ${result.fault.why}`);
    return result.value;
  }

  /** The fault of a command that must not work: in words, and without anything that is not the page’s. */
  async refused<C extends Channel>(channel: C, input: Input<C>): Promise<Fault> {
    const result = await this.ask(channel, input);
    if (result.ok) throw new Error(`${channel} was not refused.`);
    expectWords(Fault.parse(result.fault));
    return result.fault;
  }

  /** What the page has made of all patches. */
  page(): Mirror {
    return this.pushes.reduce((mirror, { patch }) => applyPatch(mirror, patch), EMPTY_MIRROR);
  }
}

/** A fault says what happened, why, and what to do now; no stack, no path of the program, no object. */
export function expectWords(fault: Fault): void {
  for (const words of [fault.what, fault.why, fault.next]) expect(words).toMatch(/^[\p{Lu}\d+“][^]*[.”?)]$/u);
  expect(JSON.stringify(fault)).not.toMatch(/node_modules|\.ts:\d|\bat \S+ \(|\[object |undefined|Error:/);
}

/** The names of the fields that were refused. */
export function fieldsOf({ code, fields }: Fault): readonly string[] {
  expect(code).toBe('invalid-value');
  expect(fields.every(({ why }) => why.length > 0)).toBe(true);
  return fields.map(({ field }) => field);
}

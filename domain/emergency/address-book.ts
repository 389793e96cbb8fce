import { type ExtensionRange, extensionKey, parseExtensions } from '../dialplan/conditions.ts';
import { accept, type Judgement, refuse } from '../judgement.ts';
import { MOST_ADDRESSES } from '../site/emergency-limits.ts';
import type { EmergencyAddress, Place } from '../site/emergency-record.ts';
import { nameKey } from './names.ts';
import { secondaryLine } from './secondary.ts';

/** The addresses of a site while a list is read: found by name, by door and by extension without looking at each. */
export class AddressBook {
  readonly #addresses = new Map<string, EmergencyAddress>();
  readonly #byName = new Map<string, string>();
  readonly #byDoor = new Map<string, string>();
  readonly #ranges: { readonly from: number; readonly to: number; readonly id: string }[] = [];

  constructor(addresses: readonly EmergencyAddress[]) {
    for (const address of addresses) this.#put(address);
  }

  get all(): EmergencyAddress[] {
    return [...this.#addresses.values()];
  }

  /** The names that are there, each as `nameKey`. */
  get names(): { has(key: string): boolean } {
    return this.#byName;
  }

  get isFull(): boolean {
    return this.#addresses.size >= MOST_ADDRESSES;
  }

  first(): EmergencyAddress | undefined {
    const [address] = this.#addresses.values();
    return address;
  }

  /** One that leads to a floor, a suite or a room. */
  withSecondary(): EmergencyAddress | undefined {
    for (const address of this.#addresses.values()) if (address.secondary.length > 0) return address;
    return undefined;
  }

  called(name: string): EmergencyAddress | undefined {
    return this.#addresses.get(this.#byName.get(nameKey(name)) ?? '');
  }

  at(place: Omit<Place, 'friendlyName'>): EmergencyAddress | undefined {
    return this.#addresses.get(this.#byDoor.get(doorOf(place)) ?? '');
  }

  add(address: EmergencyAddress): Judgement<EmergencyAddress> {
    if (this.isFull) return refuse(`A site holds at most ${MOST_ADDRESSES.toLocaleString('en-US')} addresses; this one was not taken.`);
    const free = this.#free(parseExtensions(address.extensions).parts, address.id);
    if (!free.ok) return free;
    this.#put(address);
    return accept(address);
  }

  /** Lets more phones stand at an address. */
  extend(address: EmergencyAddress, extensions: string): Judgement<EmergencyAddress> {
    const { parts, unreadable: [bad] } = parseExtensions(extensions);
    if (bad !== undefined) return refuse(bad.why);
    const free = this.#free(parts, address.id);
    if (!free.ok) return free;
    const added = parts.filter((part) => !this.#ranges.some(({ id, from, to }) => id === address.id && from <= extensionKey(part.from) && extensionKey(part.to) <= to));
    const text = [...(address.extensions === '' ? [] : [address.extensions]), ...added.map(({ from, to }) => (from === to ? from : `${from}-${to}`))].join(',');
    if (text.length > 1000) return refuse('These are too many single extensions for one address. Write them as ranges, for example 100-119.');
    const changed = { ...address, extensions: text };
    this.#addresses.set(address.id, changed);
    this.#note(added, address.id);
    return accept(changed);
  }

  #free(parts: readonly ExtensionRange[], id: string): Judgement<null> {
    for (const part of parts) {
      const theirs = this.#ranges.find((range) => range.id !== id && range.from <= extensionKey(part.to) && extensionKey(part.from) <= range.to);
      if (theirs !== undefined) return refuse(`${part.from === part.to ? part.from : `${part.from}-${part.to}`} stands at “${this.#addresses.get(theirs.id)?.friendlyName ?? ''}” already. A phone stands in one place.`);
    }
    return accept(null);
  }

  #put(address: EmergencyAddress): void {
    this.#addresses.set(address.id, address);
    this.#byName.set(nameKey(address.friendlyName), address.id);
    if (!this.#byDoor.has(doorOf(address))) this.#byDoor.set(doorOf(address), address.id);
    this.#note(parseExtensions(address.extensions).parts, address.id);
  }

  #note(parts: readonly ExtensionRange[], id: string): void {
    for (const { from, to } of parts) this.#ranges.push({ from: extensionKey(from), to: extensionKey(to), id });
  }
}

function doorOf({ customerName, street, secondary, city, region, postalCode, country }: Omit<Place, 'friendlyName'>): string {
  return [customerName, street, secondaryLine(secondary), city, region, postalCode, country].map((part) => part.trim().replaceAll(/\s+/g, ' ').toUpperCase()).join('\n');
}

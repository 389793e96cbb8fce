// @ts-check
// The commands' own switches. What follows "--" goes on to the program that the command starts.
import { Trouble } from './trouble.mjs';

/**
 * @param {readonly string[]} given the command line after the script's name
 * @param {{ usage: string, flags?: readonly string[], values?: readonly string[], words?: boolean }} known
 *   flags such as '--dev', values such as '--only' (given as --only=x), whether plain words are taken
 * @returns {{ flags: Set<string>, values: Map<string, string>, words: string[], rest: string[] }}
 */
export function parseArguments(given, { usage, flags = [], values = [], words = false }) {
  const end = given.includes('--') ? given.indexOf('--') : given.length;
  const result = { flags: new Set(/** @type {string[]} */ ([])), values: new Map(), words: /** @type {string[]} */ ([]), rest: given.slice(end + 1) };
  for (const argument of given.slice(0, end)) {
    const [name = '', ...value] = argument.split('=');
    if (!argument.startsWith('-') && words) result.words.push(argument);
    else if (flags.includes(argument)) result.flags.add(argument);
    else if (values.includes(name) && value.length > 0) result.values.set(name, value.join('='));
    else throw new Trouble(`${argument} is not something this command understands.\n\n${usage}`, 2);
  }
  return result;
}

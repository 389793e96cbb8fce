import { expect, test } from 'vitest';
import { killAtEveryStep, killAtRandom } from './kill.ts';

test('killed before each file system call of a save, nothing is torn and nothing acknowledged is lost', async () => {
  const { diedAt, ...toll } = await killAtEveryStep();
  expect(toll).toMatchObject({ torn: 0, lost: 0 });
  // A kill came before each step of the writer, in its order; what else a save asked of the disk depends on what was there before.
  const steps = ['mkdir', 'open', 'file.writeFile', 'file.sync', 'file.close', 'readFile', 'rename', 'open', 'file.sync', 'file.close'];
  const met = diedAt.reduce((next, call) => (call === steps[next] ? next + 1 : next), 0);
  expect(steps.slice(met), `never killed there; killed before ${diedAt.join(', ')}`).toEqual([]);
});

test('killed at random moments, nothing is torn and nothing acknowledged is lost', async () => {
  const { kills, acknowledged, torn, lost } = await killAtRandom(15);
  expect({ kills, torn, lost }).toEqual({ kills: 15, torn: 0, lost: 0 });
  expect(acknowledged).toBeGreaterThan(0);
});

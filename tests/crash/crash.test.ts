import { expect, test } from 'vitest';
import { killAtEveryStep, killAtRandom } from './kill.ts';

test('killed before each file system call of a save, nothing is torn and nothing acknowledged is lost', async () => {
  const { diedAt, ...toll } = await killAtEveryStep();
  expect(toll).toMatchObject({ torn: 0, lost: 0 });
  const load = ['readFile'];
  const write = ['mkdir', 'mkdir', 'open', 'file.writeFile', 'file.sync', 'file.close', 'readFile', 'rename', 'open', 'file.sync', 'file.close'];
  // The last one dies in whatever comes after, when the save before it has been acknowledged.
  expect(diedAt.slice(0, -1)).toEqual([...load, ...write]);
  expect(diedAt).toHaveLength(load.length + write.length + 1);
});

test('killed at random moments, nothing is torn and nothing acknowledged is lost', async () => {
  const { kills, acknowledged, torn, lost } = await killAtRandom(15);
  expect({ kills, torn, lost }).toEqual({ kills: 15, torn: 0, lost: 0 });
  expect(acknowledged).toBeGreaterThan(0);
});

import { expect, test } from 'vitest';
import { WriteQueue } from '../../../main/vault/write-queue.ts';

test('jobs run one at a time in the order they came, also after one has failed', async () => {
  const queue = new WriteQueue();
  const log: string[] = [];
  const job = (name: string, fails = false) => async (): Promise<string> => {
    log.push(`${name} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    log.push(`${name} ends`);
    if (fails) throw new Error(name);
    return name;
  };
  const results = await Promise.allSettled([queue.run(job('a')), queue.run(job('b', true)), queue.run(job('c'))]);
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

test('a job that waits is replaced by the latest for its key; one that runs is not', async () => {
  const queue = new WriteQueue();
  const ran: string[] = [];
  const save = (key: string, state: string): Promise<string> =>
    queue.runLatest(key, async () => {
      ran.push(`${key}${state}`);
      return state;
    });
  const first = save('x', '1');
  await Promise.resolve();
  expect(await Promise.all([first, save('x', '2'), save('y', '1'), save('x', '3'), save('y', '2')])).toEqual(['1', '3', '2', '3', '2']);
  expect(ran).toEqual(['x1', 'x3', 'y2']);
});

test('those whose job was replaced hear of its failure too', async () => {
  const queue = new WriteQueue();
  const results = await Promise.allSettled([
    queue.run(async () => undefined),
    queue.runLatest('x', async () => 'good'),
    queue.runLatest('x', () => Promise.reject(new Error('full'))),
  ]);
  expect(results.slice(1).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

test('no job takes the place of one from before a job that runs between', async () => {
  const queue = new WriteQueue();
  const ran: string[] = [];
  const note = (text: string) => async (): Promise<void> => {
    ran.push(text);
  };
  await Promise.all([queue.runLatest('x', note('1')), queue.runLatest('x', note('2')), queue.runBetween(note('between')), queue.runLatest('x', note('3')), queue.runLatest('x', note('4'))]);
  expect(ran).toEqual(['2', 'between', '4']);
});

// What the set-up of a trunk sends, and is answered, against Twilio's published documents.
import { expect, test, vi } from 'vitest';
import { Bench } from '../main/twilio/harness.ts';
import { type Documents, loadDocuments } from './openapi-documents.ts';
import { faultsOf, recorded } from './openapi-recorder.ts';

// The bench makes its own fetch of the practice account: it gets one that keeps what goes through it.
vi.mock('../../main/practice/fetch.ts', async (original) => (await import('./openapi-recorder.ts')).recording(await original()));

const documents = loadDocuments();

test.skipIf(documents === null)('a whole set-up, and one that finds everything there, send nothing that Twilio does not take', async () => {
  const bench = new Bench();
  await bench.setUp();
  expect(bench.world.data.trunks).toHaveLength(1);
  await bench.setUp();
  expect(recorded.length).toBeGreaterThan(15);
  expect(recorded.filter(({ method }) => method === 'POST').length).toBeGreaterThan(7);
  expect(faultsOf(documents as Documents)).toEqual([]);
});

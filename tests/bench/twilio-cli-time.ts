import { startPracticeService } from '../../tools/practice/service.ts';
import { installTwilioCli, timeTwilioCli, trunkSetUp } from '../contract/twilio-cli.ts';
import type { Figure } from './figure.ts';

/** How long Twilio's own command line takes for a trunk with its parts: printed to compare with, without a limit. Null where it is not there. */
export async function timeOfTwilioCli(): Promise<Figure | null> {
  const installed = await installTwilioCli();
  if (!installed.ready) {
    console.error(`Not measured: the same work by twilio-cli. ${installed.reason}`);
    return null;
  }
  const service = await startPracticeService(0);
  try {
    const commands = trunkSetUp({ name: 'Bench', domain: 'bench-by-cli.pstn.twilio.com', address: '34.174.61.120', username: 'bench', password: 'Correct-Horse-42', sipUrl: 'sip:bench.my3cx.us' });
    const took = await timeTwilioCli(service.announcement, commands);
    return { name: 'twilio/by-cli', value: Math.round(took), unit: 'ms', limit: Number.MAX_SAFE_INTEGER, note: `${commands.length} commands of twilio-cli for a trunk without numbers, one after the other, against a service without latency; no limit, to compare with` };
  } finally {
    await service.stop();
  }
}

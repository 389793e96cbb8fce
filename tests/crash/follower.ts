// A process made to be killed while it sees to emergency addresses. Its argument is a Place as JSON; a second one puts its clock back by so many milliseconds.
import process from 'node:process';
import type { Place } from './desk-on.ts';
import { follow } from './follow.ts';

const ago = Number(process.argv[3] ?? '0');
if (ago > 0) {
  const Now = Date;
  // So that whoever starts it again seems to do so that much later.
  globalThis.Date = class extends Now {
    constructor(...moment: readonly unknown[]) {
      if (moment.length === 0) super(Now.now() - ago);
      else super(...(moment as [number]));
    }
    static override now(): number { return Now.now() - ago; }
  } as DateConstructor;
}
await follow(JSON.parse(process.argv[2] ?? '') as Place);
process.stdout.write('ended\n');

// app.getAppMetrics() from /proc: the host itself and every process of its Chromium.
import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;
const TYPES: Readonly<Record<string, Electron.ProcessMetric['type']>> = { renderer: 'Tab', 'gpu-process': 'GPU', utility: 'Utility', zygote: 'Zygote' };
const before = new Map<number, { seconds: number; at: number }>();

interface Stat {
  readonly pid: number;
  readonly parent: number;
  /** CPU seconds so far. */
  readonly seconds: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

function readStat(pid: number, bootedAt: number): Stat | null {
  try {
    // The name in brackets may hold spaces and brackets itself: count from the last one.
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number);
    const [, parent = 0] = fields;
    const seconds = ((fields[11] ?? 0) + (fields[12] ?? 0)) / TICKS_PER_SECOND;
    return { pid, parent, seconds, startedAt: bootedAt + ((fields[19] ?? 0) / TICKS_PER_SECOND) * 1000 };
  } catch {
    return null;
  }
}

function measure({ pid, seconds, startedAt }: Stat): Electron.ProcessMetric | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    const kilobytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    const last = before.get(pid) ?? { seconds: 0, at: startedAt };
    const now = Date.now();
    before.set(pid, { seconds, at: now });
    const service = /--utility-sub-type=([^ ]+)/.exec(command)?.[1];
    return {
      pid, type: TYPES[/--type=([^ ]+)/.exec(command)?.[1] ?? ''] ?? 'Browser', creationTime: startedAt, ...(service === undefined ? {} : { serviceName: service }),
      cpu: { percentCPUUsage: (100 * (seconds - last.seconds) * 1000) / Math.max(1, now - last.at), cumulativeCPUUsage: seconds, idleWakeupsPerSecond: 0 },
      memory: { workingSetSize: kilobytes('VmRSS'), peakWorkingSetSize: kilobytes('VmHWM') },
    };
  } catch {
    return null;
  }
}

/** Both the host (Node) and Chromium's own main process count as 'Browser': in Electron they are one. Sizes in kilobytes. */
export function appMetrics(): Electron.ProcessMetric[] {
  const bootedAt = Number(/^btime (\d+)/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1] ?? 0) * 1000;
  const stats = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => readStat(Number(name), bootedAt)).filter((stat) => stat !== null);
  const family = new Set([process.pid]);
  for (let grown = true; grown;) {
    grown = false;
    for (const { pid, parent } of stats) {
      if (family.has(parent) && !family.has(pid)) {
        family.add(pid);
        grown = true;
      }
    }
  }
  return stats.filter(({ pid }) => family.has(pid)).map(measure).filter((metric) => metric !== null);
}

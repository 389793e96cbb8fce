import { powerMonitor } from 'electron';

/** Unattended for this long, in seconds, and the vault locks. */
export const IDLE_SECONDS = 10 * 60;
const LOOK_EVERY = 15_000;

/** Locks when the laptop sleeps, when its screen is locked (macOS and Windows say so), and when nobody has touched it for ten minutes. */
export function watchForLock(lock: () => void): void {
  powerMonitor.on('suspend', lock);
  powerMonitor.on('lock-screen', lock);
  setInterval(() => {
    if (powerMonitor.getSystemIdleTime() >= IDLE_SECONDS) lock();
  }, LOOK_EVERY).unref();
}

// `powerMonitor`: says nothing by itself. Tests emit 'suspend', 'resume', 'lock-screen' and so on, and replace getSystemIdleTime, as they can in Electron.
import { EventEmitter } from 'node:events';
import type { PowerMonitorSurface } from './surface.ts';

class HostPowerMonitor extends EventEmitter implements PowerMonitorSurface {
  onBatteryPower = false;
  isOnBatteryPower(): boolean {
    return this.onBatteryPower;
  }
  /** Seconds. */
  getSystemIdleTime(): number {
    return 0;
  }
  getSystemIdleState(threshold: number): 'active' | 'idle' {
    return this.getSystemIdleTime() >= threshold ? 'idle' : 'active';
  }
}
export const powerMonitor = new HostPowerMonitor();

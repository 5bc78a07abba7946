import { withDeadline } from './deadline.js';
import type { DeviceConditions } from './frugality.js';

/** What only some browsers have. */
interface TellingNavigator {
  readonly connection?: { readonly saveData?: boolean; readonly effectiveType?: string };
  readonly deviceMemory?: number;
  getBattery?(): Promise<{ readonly level: number; readonly charging: boolean }>;
}

/** A browser that keeps its battery to itself is not waited for. */
const batteryWaitMs = 200;

/** Asks the browser what its device is short of; nothing of it leaves the device. Never rejects. */
export async function readDeviceConditions(): Promise<DeviceConditions> {
  const { connection, deviceMemory, getBattery } = navigator as TellingNavigator;
  // A permissions policy makes it reject.
  const asked = Promise.resolve(getBattery?.call(navigator)).catch(() => undefined);
  const battery = await withDeadline(asked, batteryWaitMs);
  return {
    saveData: connection?.saveData,
    effectiveType: connection?.effectiveType,
    memoryGb: deviceMemory,
    cores: navigator.hardwareConcurrency,
    ...(typeof battery === 'object' ? { batteryLevel: battery.level, isCharging: battery.charging } : {}),
  };
}

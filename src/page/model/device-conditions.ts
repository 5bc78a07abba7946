import { withDeadline } from '../deadline.js';
import type { DeviceConditions } from './frugality.js';

/** Properties of the navigator that only some browsers have. */
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
  const ask = async () => {
    try {
      return await getBattery?.call(navigator);
    } catch {
      return undefined; // a permissions policy makes it reject
    }
  };
  const battery = await withDeadline(ask(), batteryWaitMs);
  return {
    saveData: connection?.saveData,
    effectiveType: connection?.effectiveType,
    memoryGb: deviceMemory,
    cores: navigator.hardwareConcurrency,
    ...(typeof battery === 'object' ? { batteryLevel: battery.level, isCharging: battery.charging } : {}),
  };
}

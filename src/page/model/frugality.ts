import type { FrugalReason } from '../../ranking/ranking.js';

/** A choice that fits the device: the model as usual; after the page is done; or only the one that it has already. */
export type Frugality = 'load' | 'defer' | 'skip';

/** Facts that a browser tells of its device; most tell only some of them. */
export interface DeviceConditions {
  /** The shopper asked for less data: `navigator.connection.saveData`. */
  readonly saveData?: boolean;
  /** Speed of the network, as a generation: 'slow-2g', '2g', '3g' or '4g'. */
  readonly effectiveType?: string;
  /** Coarse, from 0.25 to 8: `navigator.deviceMemory`. */
  readonly memoryGb?: number;
  readonly cores?: number;
  /** From 0 to 1. */
  readonly batteryLevel?: number;
  readonly isCharging?: boolean;
}

export interface FrugalPlan {
  readonly plan: Frugality;
  /** The rule that decided; absent for 'load'. */
  readonly reason?: FrugalReason;
}

/** The first that holds decides. What the shopper would pay for is not fetched; what is short is left to the page at first. */
const rules: readonly [FrugalReason, Frugality, (device: DeviceConditions) => boolean | undefined][] = [
  ['save-data', 'skip', ({ saveData }) => saveData],
  ['slow-network', 'skip', ({ effectiveType = '' }) => effectiveType.endsWith('2g')],
  ['slow-network', 'defer', ({ effectiveType }) => effectiveType === '3g'],
  ['low-memory', 'defer', ({ memoryGb = 8 }) => memoryGb <= 1],
  ['few-cores', 'defer', ({ cores = 8 }) => cores < 2],
  ['low-battery', 'defer', ({ batteryLevel = 1, isCharging }) => batteryLevel <= 0.15 && !isCharging],
];

/**
 * Decides by a few rules whether a device loads the model. What a browser does not tell is taken for plenty.
 *
 * @example judgeDevice({ saveData: true, cores: 8 }) // { plan: 'skip', reason: 'save-data' }
 */
export function judgeDevice(device: DeviceConditions): FrugalPlan {
  const [reason, plan] = rules.find(([, , holds]) => holds(device)) ?? [];
  return plan ? { plan, reason } : { plan: 'load' };
}

import { describe, expect, it } from 'vitest';
import { type DeviceConditions, type FrugalPlan, judgeDevice } from '../../../src/page/model/frugality.js';

const plenty: DeviceConditions = {
  saveData: false,
  effectiveType: '4g',
  memoryGb: 8,
  cores: 8,
  batteryLevel: 1,
  isCharging: false,
};
const load: FrugalPlan = { plan: 'load' };

describe('judgeDevice', () => {
  it.each<[string, DeviceConditions, FrugalPlan]>([
    ['plenty of everything', {}, load],
    ['saved data', { saveData: true }, { plan: 'skip', reason: 'save-data' }],
    ['a network of the slowest kind', { effectiveType: 'slow-2g' }, { plan: 'skip', reason: 'slow-network' }],
    ['a 2G network', { effectiveType: '2g' }, { plan: 'skip', reason: 'slow-network' }],
    ['a 3G network', { effectiveType: '3g' }, { plan: 'defer', reason: 'slow-network' }],
    ['half a gigabyte', { memoryGb: 0.5 }, { plan: 'defer', reason: 'low-memory' }],
    ['a gigabyte', { memoryGb: 1 }, { plan: 'defer', reason: 'low-memory' }],
    ['two gigabytes', { memoryGb: 2 }, load],
    ['one core', { cores: 1 }, { plan: 'defer', reason: 'few-cores' }],
    ['two cores', { cores: 2 }, load],
    ['an empty battery', { batteryLevel: 0.15 }, { plan: 'defer', reason: 'low-battery' }],
    ['an empty battery that charges', { batteryLevel: 0.15, isCharging: true }, load],
    ['a battery that is not empty', { batteryLevel: 0.16 }, load],
    ['several: what costs bytes goes first', { cores: 1, saveData: true }, { plan: 'skip', reason: 'save-data' }],
  ])('of a device with %s', (_what, conditions, expected) => {
    expect(judgeDevice({ ...plenty, ...conditions })).toEqual(expected);
  });

  it('takes what a browser does not tell for plenty', () => {
    expect(judgeDevice({})).toEqual(load);
  });
});

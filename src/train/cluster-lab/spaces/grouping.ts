import type { Clustering } from '../../../clusters/points/clustering.js';
import type { ShopperState } from './shopper-state.js';

export interface GroupingOptions {
  /** What an algorithm that finds the number itself passes over. */
  readonly nClusters: number;
  readonly seed: number;
}

/** Makes groups of points, row-major, [n, size]. */
export type Group = (points: Float32Array, size: number, options: GroupingOptions) => Clustering;

/** Groups that a shopper in any state can be told to belong to. */
export interface ShopperGroups {
  readonly nClusters: number;
  /** @returns `noise` for who belongs to none or cannot be placed, [n] */
  label(states: readonly ShopperState[]): Int32Array;
}

import type { Benchmark } from './benchmarks.mjs';

export interface RunOptions {
  /** What is checked out, for the result. */
  readonly commit: string;
  /** Where the command runs: paths begin there. */
  readonly cwd: string;
  /** The built command line. */
  readonly cli: string;
  /** What the benchmark's data paths begin at. */
  readonly dataFolder: string;
  /** Where trained models and finished reports are kept. */
  readonly work: string;
  /** A finished model; one is trained otherwise. */
  readonly from?: string;
  /** Whether what is finished in `work` is used. */
  readonly isResumed?: boolean;
  /** At most this many passes over the data; the configuration's otherwise. */
  readonly epochs?: number;
  /** A model is trained by each; the first is measured beside the baselines. The configuration's by default. */
  readonly seeds?: readonly number[];
  /** Whether all baselines are measured, tuned on validation (the default), or the three quick ones. */
  readonly isTuned?: boolean;
  /** An earlier result on the same data, whose options the baselines are fitted with; chosen anew by default. */
  readonly chosen?: BenchmarkResult;
}

/** The figures of a protocol, as `evaluateProtocol` sums them up. */
export interface ProtocolSummary {
  readonly headline: string;
  readonly cases: number;
  readonly shoppers: number;
  readonly methods: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly comparison: Readonly<
    Record<
      string,
      { readonly interval: readonly [number, number]; readonly options?: Readonly<Record<string, unknown>> }
    >
  >;
  readonly overSeeds?: Readonly<Record<string, { readonly mean: number; readonly spread: number }>>;
}

/** What bench/results/NAME.json holds. */
export interface BenchmarkResult {
  readonly commit: string;
  readonly modelHash: string;
  readonly data: string;
  readonly dataSha256: string;
  readonly files: readonly { readonly file: string; readonly sha256: string }[];
  readonly seed: number;
  /** The commit at which the options of the baselines were chosen, where it is another. */
  readonly baselineOptionsOf?: string;
  readonly trainingSeeds?: readonly number[];
  readonly period: string;
  readonly encoder: object;
  readonly epochs?: number;
  /** The share of validation NDCG@20 that rounding to the artifact lost. */
  readonly quantisation?: number;
  readonly bytes: { readonly raw: number; readonly gzip: number };
  readonly command: string;
  readonly protocols: Readonly<Record<string, ProtocolSummary>>;
}

export function runBenchmark(name: string, benchmark: Benchmark, options: RunOptions): BenchmarkResult;

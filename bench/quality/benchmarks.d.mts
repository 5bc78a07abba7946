/** One way to ask, and what is shown of the answers. */
export interface BenchmarkProtocol {
  readonly protocol: string;
  /** List lengths, with commas, that of the protocol's headline among them; 5, 10 and 20 by default, on pages 10 and all of it. */
  readonly ks?: string;
  /** For people. */
  readonly asks: string;
  /** Whether what the shopper met before is no candidate. */
  readonly masksSeen?: boolean;
  /** Measures by the heads of their columns. */
  readonly columns: Readonly<Record<string, string>>;
  /** Method, figures in the order of the columns, and where they stand. */
  readonly published?: readonly (readonly [method: string, figures: readonly number[], source: string])[];
}

export interface Benchmark {
  readonly title: string;
  /** Whether the data may not be passed on: it is read from the folder that `VITRINE_DATA` names. */
  readonly isResearchOnly?: boolean;
  readonly events: readonly string[];
  readonly test?: readonly string[];
  readonly items?: string;
  readonly config: string;
  readonly protocols: readonly BenchmarkProtocol[];
}

export const benchmarks: Readonly<Record<string, Benchmark>>;

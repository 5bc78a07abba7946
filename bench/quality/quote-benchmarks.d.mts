import type { BenchmarkResult } from './run-benchmark.mjs';

export function quoteBenchmarks(text: string, read?: (name: string) => BenchmarkResult | undefined): string;

import type { Benchmark } from './benchmarks.mjs';
import type { BenchmarkResult } from './run-benchmark.mjs';

export function describeBenchmark(name: string, benchmark: Benchmark, result: BenchmarkResult): string;

import { type Cell, formatTable } from '../terminal/table.js';
import type { TunedTrial } from './tune.js';

/** Trials as rows: where each came, and what was drawn of it. */
function toRows(trials: readonly TunedTrial[]): Record<string, Cell>[] {
  return trials.map(({ kind, trial, rung, epochs, validation, failure, seconds, encoder, training }) => ({
    encoder: kind,
    trial,
    rung,
    epochs,
    'validation ndcg@20': validation ?? failure,
    'seconds of last rung': seconds,
    ...toCells('encoder', encoder),
    ...toCells('training', training),
  }));
}

function toCells(part: string, drawn: TunedTrial['encoder']): Record<string, Cell> {
  return Object.fromEntries(Object.entries(drawn).map(([name, value]) => [`${part}.${name}`, cellOf(value)]));
}

function cellOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A search's trials as text, with what was drawn in the last column. */
export function describeTuning(trials: readonly TunedTrial[]): string {
  const rows = trials.map(({ kind, trial, rung, epochs, validation, failure, encoder, training }) => {
    const drawn = Object.entries({ ...encoder, ...training }).map(([name, value]) => `${name} ${cellOf(value)}`);
    const reached = { encoder: kind, trial, rung, epochs, 'validation ndcg@20': validation ?? failure };
    return { ...reached, drawn: drawn.join(', ') || 'the configuration as it is' };
  });
  return formatTable(rows);
}

/** A search's trials as tab-separated values with a header; an option that a trial leaves as it was is empty. */
export function tuningToTsv(trials: readonly TunedTrial[]): string {
  const rows = toRows(trials);
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [names, ...rows.map((row) => names.map((name) => String(row[name] ?? '')))]
    .map((cells) => `${cells.join('\t')}\n`)
    .join('');
}

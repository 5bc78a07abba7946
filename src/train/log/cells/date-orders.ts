import { VitrineError } from '../../../errors.js';
import type { Sql } from '../../files/duckdb.js';
import { type NumericOrder, numericOrders } from './time-families.js';

/** The file of a log whose times are read. */
export interface TimeColumn {
  readonly file: string;
  /** Absent where the file has no column of times. */
  readonly column?: string;
}

/** What the numeric dates of one file say of the order of their parts. */
export interface DateOrders {
  /** The number of the file. */
  readonly file: number;
  readonly nDates: number;
  /** How many of the dates each order can read. */
  readonly counts: Readonly<Record<NumericOrder, number>>;
  /** Whether two orders read a date as different times; by the orders' numbers. */
  readonly differs: (one: NumericOrder, other: NumericOrder) => boolean;
  /** Whether all are written with dots, as dates are that begin with the day. */
  readonly hasDots: boolean;
  /** How the first of them is written, as the end of a strptime pattern. */
  readonly pattern: (order: NumericOrder) => string;
}

export const orderNames = Object.keys(numericOrders) as NumericOrder[];

/** Counts what each order can read of the numeric dates in the table `unread`, by file. */
export async function countDateOrders(sql: Sql): Promise<DateOrders[]> {
  const rows = await sql.rows(`SELECT file, count(*)::DOUBLE, count(r0)::DOUBLE, count(r1)::DOUBLE, count(r2)::DOUBLE,
    coalesce(bool_or(r0 <> r1), false), coalesce(bool_or(r0 <> r2), false), coalesce(bool_or(r1 <> r2), false), bool_and(mark = '.'),
    min_by(mark, line), min_by(hasClock, line), min_by(hasSeconds, line), min_by(hasHalf, line), min_by(yearDigits, line)::DOUBLE
    FROM unread WHERE coalesce(r0, r1, r2) IS NOT NULL AND plain IS NULL GROUP BY file ORDER BY file`);
  return rows.map(
    ([file, nDates, n0, n1, n2, d01, d02, d12, hasDots, mark, hasClock, hasSeconds, hasHalf, digits]) => ({
      file: Number(file),
      nDates: Number(nDates),
      counts: { 'day first': Number(n0), 'month first': Number(n1), 'year first, in two digits': Number(n2) },
      differs: (one, other) => {
        const pair = orderNames.indexOf(one) + orderNames.indexOf(other);
        return one !== other && (pair === 1 ? d01 : pair === 2 ? d02 : d12) === true;
      },
      hasDots: hasDots === true,
      pattern: (order) => {
        const year = Number(digits) === 4 ? '%Y' : '%y';
        const parts = {
          'day first': ['%d', '%m', year],
          'month first': ['%m', '%d', year],
          'year first, in two digits': ['%y', '%m', '%d'],
        };
        const clock = `${hasHalf ? ' %I' : ' %H'}:%M${hasSeconds ? ':%S' : ''}${hasHalf ? ' %p' : ''}`;
        return `${parts[order].join(String(mark))}${hasClock ? clock : ''}`;
      },
    }),
  );
}

/**
 * Chooses the order of the numeric dates of each file: the only one that reads all of them. Where several do, and give other
 * times, dots mean the day first; else the other files of the log decide, if they are of one mind.
 *
 * @param columns by the number of the file
 * @throws VitrineError `CONFIG_INVALID` naming `timeFormat`, where the order stays open or dates of a column contradict each
 * other
 */
export function chooseDateOrders(
  found: readonly DateOrders[],
  columns: readonly TimeColumn[],
): ReadonlyMap<number, NumericOrder> {
  const fitting = found.map((dates) => orderNames.filter((order) => dates.counts[order] === dates.nDates));
  const isDecided = (i: number) =>
    fitting[i].length > 0 && fitting[i].every((order) => !found[i].differs(fitting[i][0], order));
  const said = new Set(found.flatMap((_, i) => (isDecided(i) ? [fitting[i][0]] : [])));
  const [agreed] = said.size === 1 ? said : [];
  return new Map(
    found.map((dates, i) => {
      const [first, ...others] = fitting[i];
      if (first === undefined) throw contradiction(dates, columns[dates.file]);
      if (isDecided(i)) return [dates.file, first];
      if (dates.hasDots && first === 'day first') return [dates.file, first];
      if (agreed !== undefined && fitting[i].includes(agreed)) return [dates.file, agreed];
      throw openOrder(dates, [first, ...others], columns[dates.file]);
    }),
  );
}

function openOrder({ nDates, pattern }: DateOrders, orders: readonly NumericOrder[], column: TimeColumn): VitrineError {
  const choices = orders.map((order) => `"${pattern(order)}" (${order})`).join(' or ');
  return new VitrineError(
    'CONFIG_INVALID',
    `${nameOf(column)} has ${nDates.toLocaleString('en-GB')} dates like 03/04/2024, which may begin with the day or with the month, ` +
      `and none that tells: set timeFormat (--time-format) to ${choices}`,
  );
}

function contradiction({ counts, pattern }: DateOrders, column: TimeColumn): VitrineError {
  const orders = orderNames.filter((order) => counts[order] > 0);
  const found = orders.map((order) => `${counts[order].toLocaleString('en-GB')} can be read ${order}`).join(', ');
  return new VitrineError(
    'CONFIG_INVALID',
    `${nameOf(column)} has dates of more than one order: ${found}, and no order reads all; set timeFormat (--time-format) to the right ` +
      `one, such as "${pattern(orders[0])}": what it does not fit is dropped and counted`,
  );
}

function nameOf({ file, column }: TimeColumn): string {
  return column === undefined ? file : `${file}, column ${column},`;
}

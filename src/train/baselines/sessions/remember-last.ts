import type { BaselineInput } from './baseline.js';

/**
 * Keeps the last result of a costly function of a log and some options: tuning asks again and again for the same.
 *
 * @param compute depends on its arguments alone
 */
export function rememberLast<Options extends object, Result>(
  compute: (input: BaselineInput, options: Options) => Result,
): (input: BaselineInput, options: Options) => Result {
  let last: { input: WeakRef<BaselineInput>; key: string; result: Result } | undefined;
  return (input, options) => {
    const key = JSON.stringify(options);
    if (last && last.input.deref() === input && last.key === key) return last.result;
    last = undefined; // what was kept makes room first
    const result = compute(input, options);
    last = { input: new WeakRef(input), key, result };
    return result;
  };
}

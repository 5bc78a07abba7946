import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What a result was measured on: the code and the data.
 *
 * @param {string} root of the project
 * @param {string} data a file of the project
 */
export function originOf(root, data) {
  return {
    commit: execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim(),
    data,
    dataSha256: createHash('sha256')
      .update(readFileSync(join(root, data)))
      .digest('hex'),
  };
}

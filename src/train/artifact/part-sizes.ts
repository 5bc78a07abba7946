import { gzipSync } from 'node:zlib';
import { decodeSafetensors } from '../../encoder/artifact/safetensors.js';

/** What a part of a model weighs, in bytes. */
export interface PartSize {
  readonly part: string;
  readonly raw: number;
  /** As it travels, packed on its own: together the parts may weigh a little less. */
  readonly gzip: number;
}

/**
 * What a model directory weighs, part by part: the tensors of `weights.safetensors` by the first word of their names, then
 * the other files.
 *
 * @param files contents by path
 */
export function partSizes(files: Readonly<Record<string, Uint8Array>>): PartSize[] {
  const { 'weights.safetensors': weights, ...others } = files;
  const parts = new Map<string, Uint8Array[]>();
  for (const [name, { data }] of Object.entries(decodeSafetensors(weights))) {
    const part = name.split('/')[0];
    parts.set(part, [...(parts.get(part) ?? []), new Uint8Array(data.buffer, data.byteOffset, data.byteLength)]);
  }
  for (const [path, content] of Object.entries(others)) parts.set(path, [content]);
  return [...parts].map(([part, contents]) => {
    const content = Buffer.concat(contents);
    return { part, raw: content.length, gzip: gzipSync(content).length };
  });
}

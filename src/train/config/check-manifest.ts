import { z } from 'zod';
import type { Manifest } from '../../encoder/artifact/manifest.js';
import { VitrineError } from '../../errors.js';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const dataFiles = z.array(z.looseObject({ file: z.string(), sha256: hash }));

/** What commands print of a manifest and open by it, beside what `parseManifest` checks for the browser. */
const printed = z.looseObject({
  encoder: z.looseObject({ kind: z.string() }),
  sessionGapMs: z.number(),
  clusters: z.looseObject({
    summaries: z.array(
      z.looseObject({
        id: z.int(),
        label: z.string(),
        terms: z.array(z.string()),
        size: z.number(),
        topItemIds: z.array(z.string()),
      }),
    ),
  }),
  ranking: z.record(z.string(), z.number()),
  coldItems: z.record(z.string(), z.number()).optional(),
  metrics: z.record(z.string(), z.number()),
  provenance: z.looseObject({
    vitrineVersion: z.string(),
    command: z.string(),
    seed: z.number(),
    backend: z.string(),
    data: dataFiles,
    licence: z.string().optional(),
    updates: z.array(z.looseObject({ model: z.string(), data: dataFiles, isClustersOnly: z.boolean() })).optional(),
  }),
  files: z
    .array(z.looseObject({ path: z.string().refine(isPlainName), bytes: z.int().nonnegative(), sha256: hash }))
    .max(64),
});

/**
 * Checks that a manifest holds what commands print of it, and that its files are names in its own folder.
 *
 * @param dir the model directory, for the message
 * @throws VitrineError `MODEL_CORRUPT` naming the field
 */
export function checkManifest(manifest: Manifest, dir: string): void {
  const { error } = printed.safeParse(manifest);
  if (!error) return;
  const field = error.issues[0].path.join('.');
  const expected = /^files\.\d+\.path$/.test(field)
    ? 'expected the name of a file in the model directory itself'
    : 'expected what train writes there';
  throw new VitrineError(
    'MODEL_CORRUPT',
    `${dir}/manifest.json has an invalid ${field}: ${expected}; copy the model again`,
  );
}

/** Not a path: nothing leads out of the folder, on Unix or on Windows. */
function isPlainName(path: string): boolean {
  return /^[\w-][\w.-]*$/.test(path);
}

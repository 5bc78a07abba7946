import { basename } from 'node:path';
import { version } from '../../../package.json';
import { readModel } from '../artifact/read-model.js';
import { gatherOwnClusters } from '../report/data/gather-report.js';
import { renderReport } from '../report/render-report.js';
import { checkReportTarget, writeReport } from '../report/write-report.js';
import { formatDuration } from '../terminal/progress.js';
import { tellAside, tellLine } from '../terminal/terminal.js';
import { eventFiles } from './event-files.js';
import { judgeClusters, readJudging } from './judge-clusters.js';
import { type RawOptions, requiredText } from './options.js';

/**
 * `vitrine report`: writes one page about a model's clusters, training and metrics, which opens offline.
 *
 * The log is read, cleaned and divided as at training. Without `--compare` the model's own clusters are judged beside k-means
 * in the encoder's space; with it, every algorithm in every space.
 */
export async function reportCommand(files: readonly string[], options: RawOptions): Promise<void> {
  const startedAt = performance.now();
  const dir = requiredText(options, 'model', 'the folder that train wrote, such as --model model');
  const out = requiredText(options, 'out', 'the page to write, such as --out report.html');
  const judging = readJudging(options);
  await checkReportTarget(out);

  const { manifest, model } = await readModel(dir);
  const { files: events, notes } = await eventFiles(files, options);
  for (const note of notes) tellAside(note);
  const { report, lab, loaded, seed } = await judgeClusters(
    { ...judging, noise: 'keep', missing: 'median', dirs: [dir], models: [model], manifest, events },
    options,
  );
  const page = renderReport({
    vitrineVersion: version,
    manifest,
    nItems: model.vocabulary.size,
    cleaning: {
      nRows: loaded.nRows,
      // A machine's folders are nobody's business.
      steps: loaded.cleaning.map(({ note, ...step }) => ({
        ...step,
        ...(note ? { note: withoutFolders(note, events) } : {}),
      })),
      nSteps: loaded.dataset.shoppers.reduce((sum, { steps }) => sum + steps.length, 0),
      nShoppers: loaded.dataset.shoppers.length,
    },
    clusters: report,
    ...gatherOwnClusters(model, lab, seed, tellAside),
  });
  await writeReport(out, page);
  const kilobytes = Math.round(Buffer.byteLength(page) / 1000);
  tellLine(`wrote ${out}: ${kilobytes} kB in ${formatDuration((performance.now() - startedAt) / 1000)}`);
}

/** The text with files called by their names alone. */
function withoutFolders(text: string, files: readonly string[]): string {
  return files.reduce((shortened, file) => shortened.replaceAll(file, basename(file)), text);
}

import type { Model } from '../../encoder/artifact/model.js';
import { VitrineError } from '../../errors.js';
import { readModel } from '../artifact/read-model.js';
import { describeClusters } from '../cluster-lab/describe-clusters.js';
import { algorithms } from '../cluster-lab/groups/algorithms.js';
import { noiseChoices } from '../cluster-lab/groups/noise.js';
import { spaceNames } from '../cluster-lab/spaces/feature-space.js';
import { missingChoices } from '../cluster-lab/spaces/missing-values.js';
import { tell, tellAside } from '../terminal/terminal.js';
import { eventFiles } from './event-files.js';
import { judgeClusters, readJudging } from './judge-clusters.js';
import { choiceOption, listOption, type RawOptions, textOption } from './options.js';

/**
 * `vitrine clusters`: judges ways to group shoppers by separation, balance, stability and usefulness, and recommends one,
 * or none.
 *
 * Without `--compare` it judges the model's own clusters beside k-means in the encoder's space; with it every algorithm
 * in every space. The log is read, cleaned and divided as at training.
 */
export async function clustersCommand(files: readonly string[], options: RawOptions): Promise<void> {
  const dirs = listOption(options, 'model');
  if (dirs.length === 0) {
    throw new VitrineError(
      'OPTION_INVALID',
      '--model is missing: give the folder that train wrote, such as --model model',
    );
  }
  const judging = readJudging(options);
  const asked = {
    ...judging,
    algorithms: namesOption(options, 'algorithms', Object.keys(algorithms)) ?? judging.algorithms,
    spaces: namesOption(options, 'spaces', spaceNames) ?? judging.spaces,
    noise: choiceOption(options, 'outliers', noiseChoices) ?? 'keep',
    missing: choiceOption(options, 'missing', missingChoices) ?? 'median',
  };
  const [first, ...others] = dirs;
  const { manifest, model } = await readModel(first);
  const models: [Model, ...Model[]] = [model];
  for (const dir of others) models.push((await readModel(dir)).model);
  const { files: events, notes } = await eventFiles(files, options);
  for (const note of notes) tellAside(note);
  const { report } = await judgeClusters({ ...asked, dirs, models, manifest, events }, options);
  tell(options.json ? `${JSON.stringify(report, null, 2)}\n` : describeClusters(report));
}

/**
 * Names with commas between, each once, or undefined when the option is absent.
 *
 * @throws VitrineError `OPTION_INVALID` listing the names for any other
 */
function namesOption<Name extends string>(
  options: RawOptions,
  name: string,
  choices: readonly Name[],
): readonly Name[] | undefined {
  const text = textOption(options, name);
  if (text === undefined) return undefined;
  return [...new Set(text.split(','))].map((one) => choiceOption({ [name]: one }, name, choices) as Name);
}

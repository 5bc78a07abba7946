import { decimals, table } from '../markdown.mjs';

/**
 * The comparison of the kinds of encoders as Markdown: of each kind the configuration as it is, and the best one found.
 *
 * @param {object} result bench/results/encoders.json
 * @returns {string}
 */
export function describeEncoders({ commit, trials, trialsOfKind, epochs, everyNthCustomer }) {
  const kinds = [...new Set(trials.map(({ kind }) => kind))];
  const rows = kinds.map((kind) => {
    const own = trials.filter((trial) => trial.kind === kind);
    // Trials stand best first; one that came to the end counts above one that did not.
    const ended = own.filter((trial) => trial.epochs === Math.max(...own.map((one) => one.epochs)));
    const [best] = ended;
    const drawn = Object.entries({ ...best.encoder, ...best.training }).map(
      ([name, value]) => `${name} ${tell(value)}`,
    );
    return [kind, decimals(best.validation), drawn.join(', ') || 'the configuration as it is'];
  });
  const head = ['', 'validation NDCG@20', 'configuration'];
  return [
    '### Kinds of encoders',
    `Each kind with its table of companions, on one customer in ${everyNthCustomer} of Online Retail: ${trialsOfKind} configurations` +
      ` drawn of each, one in three trained to the end, ${epochs} epochs. Validation alone; the test is not looked at.`,
    table(
      head,
      rows.sort((a, b) => b[1].localeCompare(a[1])),
    ),
    `Commit \`${commit.slice(0, 12)}\`: \`npm run bench:encoders\`.`,
  ].join('\n\n');
}

function tell(value) {
  if (Array.isArray(value)) return value.join('-');
  return typeof value === 'number' ? String(Number(value.toPrecision(2))) : value;
}

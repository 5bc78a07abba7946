import { cac } from 'cac';
import { version } from '../../package.json';
import { encoderKinds } from '../encoder/kinds/create-encoder.js';
import { VitrineError } from '../errors.js';
import { type RawOptions, rejectUnknown } from './cli/options.js';
import { markNumbers, unmark, unmarkOptions } from './cli/text-words.js';
import { endWithReader, tell, tellAside, tellTextAside } from './terminal/terminal.js';

/**
 * The command line `vitrine`. Exit codes: 0 done, 1 the data, a file or the machine stands in the way, 2 wrong usage.
 *
 * Each command is imported when it is called, and what needs training's optional peers later still, so that `inspect`
 * works where they are not installed.
 */
async function main(argv: string[]): Promise<void> {
  const cli = cac('vitrine');
  cli
    .command('train [...files]', 'train a model on an event log')
    .usage('train --events FILE… --out DIR [options]')
    .option('--events <file>', 'events as CSV, JSON or Parquet, plain or packed (gzip, zstd); may be repeated')
    .option('--items <file>', 'item_id, title, category, brand and price of the items')
    .option('--out <dir>', 'the model directory to write')
    .option('--columns <pairs>', 'column names, paths or numbers: item=StockCode,user=CustomerID,session=…,time=…')
    .option('--item-columns <pairs>', 'column names of the items file: item=sku,title=Name,category=…,brand=…,price=…')
    .option('--encoding <name>', 'the encoding of files that are not UTF-8 or UTF-16, such as shift_jis')
    .option('--event-names <pairs>', 'what the log calls events: buy=purchase,pv=view_item,hover=ignore')
    .option('--time-format <pattern>', 'how the log writes times, as strptime: %d/%m/%Y %H:%M')
    .option('--config <file>', 'a vitrine.config.json')
    .option('--encoder <kind>', `the sequence model: ${encoderKinds.join(', ')}`)
    .option('--epochs <n>', 'at most this many passes over the data')
    .option('--split <how>', 'how the log is divided: temporal, last:N (N sessions of validation) or leave-one-out')
    .option('--refit', 'learn from validation, too, once it has chosen the epochs')
    .option('--folds <k>', 'first validate on k windows of time that follow each other, and print mean and spread')
    .option('--resume', 'go on from the last epoch of a training that was stopped')
    .option('--log <file>', 'where a line is written after each epoch, as JSONL')
    .option('--seed <n>', 'where all randomness comes from')
    .option('--verbose', 'show the stack of an error')
    .allowUnknownOptions()
    .action(async (files: string[], options: RawOptions) => {
      const { trainCommand } = await import('./cli/train-command.js');
      await trainCommand(files, options);
    });
  cli
    .command('tune [...files]', 'search for the options that predict the validation period best')
    .usage('tune --events FILE… --out DIR [options]')
    .option('--events <file>', 'events as CSV, JSON or Parquet, plain or packed (gzip, zstd); may be repeated')
    .option('--items <file>', 'item_id, title, category, brand and price of the items')
    .option('--out <dir>', 'where the search is kept, and its tables')
    .option('--columns <pairs>', 'column names, paths or numbers: item=StockCode,user=CustomerID,session=…,time=…')
    .option('--item-columns <pairs>', 'column names of the items file: item=sku,title=Name,category=…,brand=…,price=…')
    .option('--encoding <name>', 'the encoding of files that are not UTF-8 or UTF-16, such as shift_jis')
    .option('--event-names <pairs>', 'what the log calls events: buy=purchase,pv=view_item,hover=ignore')
    .option('--time-format <pattern>', 'how the log writes times, as strptime: %d/%m/%Y %H:%M')
    .option('--config <file>', 'a vitrine.config.json: what trials are changes of')
    .option('--encoders <list>', 'kinds of encoders, each with the same budget, or all')
    .option('--trials <n>', 'random trials of each kind, 9 by default; a third of them goes on from rung to rung')
    .option('--epochs <n>', 'passes over the data of a trial that comes to the end')
    .option('--space <file>', 'what is drawn from, as JSON')
    .option('--split <how>', 'how the log is divided: temporal, last:N (N sessions of validation) or leave-one-out')
    .option('--resume', 'go on with a search that was stopped')
    .option('--write-config <file>', 'write the best trial as a vitrine.config.json')
    .option('--seed <n>', 'where all randomness comes from')
    .option('--verbose', 'show the stack of an error')
    .allowUnknownOptions()
    .action(async (files: string[], options: RawOptions) => {
      const { tuneCommand } = await import('./cli/tune-command.js');
      await tuneCommand(files, options);
    });
  cli
    .command('evaluate [...files]', 'measure a model on an event log, beside baselines')
    .usage('evaluate --model DIR --events FILE… [options]')
    .option('--model <dir>', 'the model directory')
    .option('--events <file>', 'events as CSV, JSON or Parquet, plain or packed (gzip, zstd); may be repeated')
    .option('--columns <pairs>', 'column names, where they differ from those in training')
    .option('--encoding <name>', 'the encoding of files that are not UTF-8 or UTF-16, such as shift_jis')
    .option('--event-names <pairs>', 'what the log calls events: buy=purchase,pv=view_item,hover=ignore')
    .option('--time-format <pattern>', 'how the log writes times, as strptime: %d/%m/%Y %H:%M')
    .option('--config <file>', 'a vitrine.config.json, where it differs from the one in training')
    .option('--protocol <name>', 'every-prefix, last-item, leave-one-out, basket-completion, next-basket or page')
    .option(
      '--split <how>',
      'how the log is divided, where it differs from training: temporal, last:N or leave-one-out',
    )
    .option('--period <name>', 'what is evaluated: test, or validation')
    .option('--k <list>', 'list lengths, such as 5,10,20')
    .option('--mask-seen', 'items that the shopper met before are no candidates')
    .option('--parts', 'the encoder alone and the table of companions alone, beside the whole model')
    .option('--baselines', 'all baselines, their options chosen on validation; three with their defaults otherwise')
    .option(
      '--baseline-options <file>',
      'all baselines, those that this JSON names with its options: nothing is chosen for them',
    )
    .option('--seed <n>', 'chooses what basket completion holds out; the seed of training by default')
    .option('--seeds <n>', 'repeats all with this many seeds, and prints the mean and the spread')
    .option('--journal <file>', 'keep what is finished in this file, and go on from there when it is stopped')
    .option('--json', 'print JSON instead of a table')
    .option('--verbose', 'show the stack of an error')
    .allowUnknownOptions()
    .action(async (files: string[], options: RawOptions) => {
      const { evaluateCommand } = await import('./cli/evaluate-command.js');
      await evaluateCommand(files, options);
    });
  cli
    .command('clusters [...files]', 'judge ways to group shoppers, and recommend one or none')
    .usage('clusters --model DIR --events FILE… [--compare] [options]')
    .option('--model <dir>', 'the model directory; again for models of other seeds, to measure stability')
    .option('--events <file>', 'events as CSV, JSON or Parquet, plain or packed (gzip, zstd); may be repeated')
    .option('--compare', 'every algorithm in every space; the model’s own clusters beside k-means otherwise')
    .option('--k <list>', 'numbers of clusters, 4,6,8,12 by default')
    .option('--algorithms <list>', 'which algorithms are compared')
    .option('--spaces <list>', 'embedding, tf-idf, behaviour, all')
    .option('--missing <how>', 'numbers that are not known: drop, mean, median (the default) or nearest')
    .option('--outliers <how>', 'shoppers unlike all others: keep (the default), isolate or trim')
    .option('--period <name>', 'what usefulness is measured on: validation, or test')
    .option('--columns <pairs>', 'column names, where they differ from those in training')
    .option('--encoding <name>', 'the encoding of files that are not UTF-8 or UTF-16, such as shift_jis')
    .option('--event-names <pairs>', 'what the log calls events: buy=purchase,pv=view_item,hover=ignore')
    .option('--time-format <pattern>', 'how the log writes times, as strptime: %d/%m/%Y %H:%M')
    .option('--config <file>', 'a vitrine.config.json, where it differs from the one in training')
    .option('--split <how>', 'how the log is divided, where it differs from training')
    .option('--seed <n>', 'where all randomness comes from; the seed of training by default')
    .option('--json', 'print JSON instead of tables')
    .option('--verbose', 'show the stack of an error')
    .allowUnknownOptions()
    .action(async (files: string[], options: RawOptions) => {
      const { clustersCommand } = await import('./cli/clusters-command.js');
      await clustersCommand(files, options);
    });
  cli
    .command('report [...files]', 'write one page about a model: its groups of shoppers, training and metrics')
    .usage('report --model DIR --events FILE… --out report.html [--compare] [options]')
    .option('--model <dir>', 'the model directory')
    .option('--events <file>', 'events as CSV, JSON or Parquet, plain or packed (gzip, zstd); may be repeated')
    .option('--out <file>', 'the page to write, which opens offline')
    .option('--compare', 'every algorithm in every space; the model’s own clusters beside k-means otherwise')
    .option('--k <list>', 'numbers of clusters, 4,6,8,12 by default')
    .option('--period <name>', 'what usefulness is measured on: validation, or test')
    .option('--columns <pairs>', 'column names, where they differ from those in training')
    .option('--encoding <name>', 'the encoding of files that are not UTF-8 or UTF-16, such as shift_jis')
    .option('--event-names <pairs>', 'what the log calls events: buy=purchase,pv=view_item,hover=ignore')
    .option('--time-format <pattern>', 'how the log writes times, as strptime: %d/%m/%Y %H:%M')
    .option('--config <file>', 'a vitrine.config.json, where it differs from the one in training')
    .option('--split <how>', 'how the log is divided, where it differs from training')
    .option('--seed <n>', 'where all randomness comes from; the seed of training by default')
    .option('--verbose', 'show the stack of an error')
    .allowUnknownOptions()
    .action(async (files: string[], options: RawOptions) => {
      const { reportCommand } = await import('./cli/report-command.js');
      await reportCommand(files, options);
    });
  cli
    .command('update [...files]', 'refit a model with a newer log, and tell what became of its clusters')
    .usage('update --model DIR --events NEW [--events OLD…] [--out DIR2] [options]')
    .option('--model <dir>', 'the model directory, replaced when all is written')
    .option('--events <file>', 'what happened since; files that the model knows may be given, too')
    .option('--items <file>', 'item_id, title, category, brand and price of the items')
    .option('--out <dir>', 'another directory to write, which leaves the model as it is')
    .option('--clusters-only', 'leave the encoder as it is, to the byte')
    .option('--epochs <n>', 'at most this many passes of the encoder over the log, 3 by default')
    .option('--columns <pairs>', 'column names, where they differ from those in training')
    .option('--item-columns <pairs>', 'column names of the items file: item=sku,title=Name,category=…,brand=…,price=…')
    .option('--encoding <name>', 'the encoding of files that are not UTF-8 or UTF-16, such as shift_jis')
    .option('--event-names <pairs>', 'what the log calls events: buy=purchase,pv=view_item,hover=ignore')
    .option('--time-format <pattern>', 'how the log writes times, as strptime: %d/%m/%Y %H:%M')
    .option('--config <file>', 'a vitrine.config.json, where it differs from the one in training')
    .option('--split <how>', 'how validation and test are taken from the new files, where it differs from training')
    .option('--seed <n>', 'where all randomness comes from; the seed of training by default')
    .option('--json', 'print JSON instead of tables')
    .option('--verbose', 'show the stack of an error')
    .allowUnknownOptions()
    .action(async (files: string[], options: RawOptions) => {
      const { updateCommand } = await import('./cli/update-command.js');
      await updateCommand(files, options);
    });
  cli
    .command('audit [...files]', 'attack a model: does it tell which baskets it was trained on?')
    .usage('audit --model DIR --events FILE… [options]')
    .option('--model <dir>', 'the model directory')
    .option('--events <file>', 'the log that the model was trained on, its test period included; may be repeated')
    .option('--columns <pairs>', 'column names, where they differ from those in training')
    .option('--encoding <name>', 'the encoding of files that are not UTF-8 or UTF-16, such as shift_jis')
    .option('--event-names <pairs>', 'what the log calls events: buy=purchase,pv=view_item,hover=ignore')
    .option('--time-format <pattern>', 'how the log writes times, as strptime: %d/%m/%Y %H:%M')
    .option('--config <file>', 'a vitrine.config.json, where it differs from the one in training')
    .option('--split <how>', 'how the log is divided, where it differs from training')
    .option(
      '--kept-out <file>',
      'events of shoppers who were taken out of the log before training: the fairest comparison',
    )
    .option('--canaries <file>', 'sequences that were planted in the log: a JSON list of lists of item ids')
    .option('--seed <n>', 'where all randomness comes from; the seed of training by default')
    .option('--json', 'print JSON instead of tables')
    .option('--verbose', 'show the stack of an error')
    .allowUnknownOptions()
    .action(async (files: string[], options: RawOptions) => {
      const { auditCommand } = await import('./cli/audit-command.js');
      await auditCommand(files, options);
    });
  cli
    .command('inspect <dir>', 'print what a model directory holds')
    .usage('inspect DIR, or inspect --privacy DIR --events FILE…')
    .option('--privacy', 'count the shoppers behind all that the model publishes; exit code 1 where they are too few')
    .option('--events <file>', 'for --privacy: the log that the model was trained on; may be repeated')
    .option('--columns <pairs>', 'for --privacy: column names, where they differ from those in training')
    .option('--encoding <name>', 'for --privacy: the encoding of files that are not UTF-8 or UTF-16, such as shift_jis')
    .option('--event-names <pairs>', 'for --privacy: what the log calls events, where it differs from training')
    .option('--time-format <pattern>', 'for --privacy: how the log writes times, as strptime')
    .option('--verbose', 'show the stack of an error')
    .allowUnknownOptions()
    .action(async (dir: string, options: RawOptions) => {
      if (options.privacy === true) {
        const { inspectPrivacy } = await import('./cli/inspect-privacy.js');
        const { text, nBelow } = await inspectPrivacy(String(dir), options);
        tell(text);
        if (nBelow > 0) process.exitCode = 1;
        return;
      }
      const { inspect } = await import('./cli/inspect-command.js');
      tell(await inspect(String(dir)));
    });
  cli.help();
  cli.version(version);
  cli.parse(markNumbers(argv), { run: false });
  if (cli.options.help || cli.options.version) return;
  if (!cli.matchedCommand) {
    const [name] = cli.args;
    throw new VitrineError(
      'OPTION_INVALID',
      `${name ? `there is no command "${name}"` : 'no command is given'}, expected train, tune, evaluate, clusters, report, update, audit or inspect: see --help`,
    );
  }
  const known = cli.matchedCommand.options.map(({ name }) => name);
  rejectUnknown(cli.matchedCommand.name, cli.options, known);
  // What stands after `--` is a file whatever its name begins with.
  const { '--': literal = [], ...options } = cli.options;
  cli.args = [...cli.args, ...literal].map(unmark);
  cli.options = unmarkOptions(options);
  await cli.runMatchedCommand();
}

function report(error: unknown): void {
  const isTyped = error instanceof VitrineError;
  // cac throws its own error type for a missing value or argument.
  const isUsage = isTyped ? error.code === 'OPTION_INVALID' : (error as Error)?.name === 'CACError';
  const message = error instanceof Error ? error.message : String(error);
  const hint = isTyped || isUsage ? '' : ' (unexpected: --verbose shows where)';
  tellAside(`vitrine: ${message.replaceAll(/\s*\n\s*/g, ' ')}${hint}`);
  if (process.argv.includes('--verbose') && error instanceof Error) {
    tellTextAside(`${error.stack}\n${error.cause instanceof Error ? `caused by ${error.cause.stack}\n` : ''}`);
  }
  process.exitCode = isUsage ? 2 : 1;
}

endWithReader();
await main(process.argv).catch(report);

// npm run bench:readme: writes the measured figures into the README, bench/README.md and docs/privacy.md.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quoteAudit } from './audit/describe-audit.mjs';
import { quoteBenchmarks } from './quality/quote-benchmarks.mjs';
import { renderFigures, replaceFigures } from './render-figures.mjs';

const rewrite = (path, change) => writeFileSync(path, change(readFileSync(path, 'utf8')));

rewrite(join(import.meta.dirname, '../README.md'), (text) => replaceFigures(text, renderFigures()));
rewrite(join(import.meta.dirname, 'README.md'), (text) => quoteBenchmarks(text));

const audit = join(import.meta.dirname, 'results/audit.json');
const audited = existsSync(audit) ? JSON.parse(readFileSync(audit, 'utf8')) : undefined;
rewrite(join(import.meta.dirname, '../docs/privacy.md'), (text) => quoteAudit(text, audited));

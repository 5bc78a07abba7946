// npm run bench:readme: writes the measured figures into the README, into bench/README.md and into docs/privacy.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quoteAudit } from './audit/describe-audit.mjs';
import { quoteCosts } from './privacy/describe-costs.mjs';
import { quoteBenchmarks } from './quality/quote-benchmarks.mjs';
import { renderFigures, replaceFigures } from './render-figures.mjs';

const rewrite = (path, change) => writeFileSync(path, change(readFileSync(path, 'utf8')));

rewrite(join(import.meta.dirname, '../README.md'), (text) => replaceFigures(text, renderFigures()));
rewrite(join(import.meta.dirname, 'README.md'), (text) => quoteBenchmarks(text));
rewrite(join(import.meta.dirname, '../docs/privacy.md'), (text) => quoteAudit(text));
rewrite(join(import.meta.dirname, '../docs/privacy.md'), (text) => quoteCosts(text));

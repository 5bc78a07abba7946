// npm run bench:readme: writes the measured figures into the README.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderFigures, replaceFigures } from './render-figures.mjs';

const path = join(import.meta.dirname, '../README.md');
writeFileSync(path, replaceFigures(readFileSync(path, 'utf8'), renderFigures()));

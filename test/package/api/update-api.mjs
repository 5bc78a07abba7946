// npm run api:update: writes docs/api from the built types, for review.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiFolder, readApiSurface } from './api-surface.mjs';

const folder = join(import.meta.dirname, '../../..', apiFolder);
const pages = readApiSurface();
mkdirSync(folder, { recursive: true });
for (const file of readdirSync(folder)) if (!pages.has(file)) rmSync(join(folder, file));
for (const [file, page] of pages) writeFileSync(join(folder, file), page);
process.stdout.write(`${apiFolder}: ${[...pages.keys()].join(', ')}\n`);

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { llmsText } from './llms-text.mjs';

writeFileSync(join(import.meta.dirname, '../../docs/llms.txt'), llmsText());

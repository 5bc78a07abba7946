import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const docs = join(import.meta.dirname, '../../docs');
const read = (file) => readFileSync(join(docs, file), 'utf8');

/**
 * Returns docs/llms.txt as docs/README.md and the pages themselves make it: every page with its title and its first sentence,
 * under the headings of the index.
 *
 * @see https://llmstxt.org
 */
export function llmsText() {
  const { description } = JSON.parse(readFileSync(join(docs, '../package.json'), 'utf8'));
  const listed = new Set();
  const sections = read('README.md')
    .split('\n\n')
    .flatMap((paragraph) => {
      const heading = /^\*\*([^*]+)\*\*/.exec(paragraph)?.[1];
      const links = [...paragraph.matchAll(/\]\(([\w/.-]+\.md)(?:#[\w-]+)?\)/g)].map(([, file]) => file);
      const isNew = (file) => !listed.has(file) && listed.add(file);
      const lines = links.filter(isNew).map((file) => `- ${lineOf(file)}`);
      return heading && lines.length > 0 ? [`## ${heading}`, '', ...lines, ''] : [];
    });
  const intro = [
    '# Vitrine',
    '',
    `> ${description}`,
    '',
    'Written by `npm run llms:update`. All pages are Markdown, and lie in the package: `node_modules/vitrine/docs/`.',
    '',
  ];
  return [...intro, '## Start', '', `- ${lineOf('../README.md')}`, '', ...sections].join('\n').trimEnd().concat('\n');
}

/** A page's link, with its title and its first sentence. */
function lineOf(file) {
  const [, title, text] = /^# (.+)\n([\s\S]*)$/.exec(read(file));
  const paragraph = text.split('\n\n').find((part) => /^([A-Za-z[]|`[^`])/.test(part.trim())) ?? '';
  const plain = paragraph
    .replace(/\s+/g, ' ')
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replaceAll('**', '')
    .trim();
  const sentence = /^.*?[.:](?= |$)/.exec(plain)?.[0] ?? plain;
  return `[${title.replaceAll('`', '')}](${file}): ${sentence.replace(/:$/, '.')}`;
}

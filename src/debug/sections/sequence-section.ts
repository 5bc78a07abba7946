import { itemIdsOf, type RecordedEvent } from '../../events/event/event.js';
import { toQueries } from '../../sequence/query.js';
import { toSequence } from '../../sequence/sequence.js';
import { stepTypes, toSteps } from '../../sequence/step.js';
import { createVocabulary } from '../../sequence/vocabulary.js';
import type { DebugSection, DebugSectionOptions } from '../debug-section.js';
import { element } from '../element.js';

/** As many tokens as models commonly read; the panel does not know how many this one does. */
const maxTokens = 50;

/** One token of what the model reads. */
interface Token {
  readonly what: 'visit' | 'search' | (typeof stepTypes)[number];
  readonly text: string;
}

/** The shopper's way as the model reads it: visits, items with how they were met, searches. */
export function createSequenceSection({ titleOf }: DebugSectionOptions): DebugSection {
  const lead = element('p', { class: 'lead' });
  const list = element('ol', { class: 'tokens', 'aria-label': 'Oldest first' });
  return {
    title: 'What the model reads',
    node: element('div', {}, lead, list),
    show({ events }) {
      const tokens = readTokens(events, titleOf);
      lead.textContent =
        tokens.length === 0
          ? 'Nothing yet.'
          : 'The latest events as tokens, oldest first. The model skips items that it was not trained on.';
      list.replaceChildren(
        ...tokens.map(({ what, text }) =>
          element('li', { class: what === 'visit' ? 'visit' : undefined }, element('code', {}, what), text),
        ),
      );
    },
  };
}

/** The tokens by the same code that the model's input is made with, over the items that occur. */
function readTokens(events: readonly RecordedEvent[], titleOf: (itemId: string) => string): Token[] {
  const itemIds = [...new Set(events.flatMap(itemIdsOf))];
  const vocabulary = createVocabulary(itemIds.length > 0 ? itemIds : ['']);
  const { sessionStart } = vocabulary;
  const { tokens, types, queries } = toSequence(toSteps(events, vocabulary), {
    sessionStart,
    maxSequenceLength: maxTokens,
    queries: toQueries(events),
  });
  return [...tokens].map((token, place): Token => {
    if (token === sessionStart) return { what: 'visit', text: '' };
    const query = queries.get(place);
    if (query !== undefined) return { what: 'search', text: `“${query}”` };
    return { what: stepTypes[types[place]], text: titleOf(itemIds[token]) };
  });
}

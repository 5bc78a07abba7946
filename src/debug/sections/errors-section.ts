import type { DebugSection } from '../debug-section.js';
import { clock } from '../describe.js';
import { element } from '../element.js';

/** What failed, newest first, as `onError` heard of it. */
export function createErrorsSection(): DebugSection {
  const none = element('p', { class: 'lead' }, 'None was heard of on this page.');
  const list = element('ol', { class: 'errors', reversed: true });
  return {
    title: 'Errors',
    node: element('div', {}, none, list),
    show({ errors }) {
      none.hidden = errors.length > 0;
      list.replaceChildren(
        ...[...errors]
          .reverse()
          .map(({ at, error }) =>
            element(
              'li',
              {},
              element('time', { datetime: new Date(at).toISOString() }, clock.format(at)),
              element('code', {}, error.code),
              element('span', {}, error.message),
            ),
          ),
      );
    },
  };
}

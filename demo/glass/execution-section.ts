import type { Profile } from '../../src/index.js';
import { element } from '../shop/element.js';
import { type GlassSection, sectionNode } from './glass-section.js';
import { type PageRequests, watchPageRequests } from './page-requests.js';

const backendNames = { cpu: 'plain JavaScript', webgl: 'WebGL', wasm: 'WebAssembly' } as const;

/** The browser tells of a request after it has ended; what belongs to loading may be told this late, in ms. */
const settleMs = 1500;

/** What executes the model and how fast, and which requests left the page. */
export function createExecutionSection(): GlassSection {
  const facts = element('dl', { class: 'glass-facts' });
  let isLoading = true;
  let profile: Profile | undefined;
  let requests: PageRequests = { whileLoading: 1, since: [] };
  const render = () => facts.replaceChildren(...(profile ? factNodes(profile, requests) : []));
  watchPageRequests(
    () => isLoading,
    (now) => {
      requests = now;
      render();
    },
  );
  return {
    node: sectionNode('How, and what left the page', facts),
    show(state) {
      profile = state.profile;
      const isAwaitingModel = state.consent === 'granted' && profile.model === null;
      if (isAwaitingModel) isLoading = true;
      else if (isLoading) setTimeout(endLoading, settleMs);
      render();
    },
  };

  function endLoading(): void {
    isLoading = false;
    render();
  }
}

function factNodes({ backend, model, encodeMs }: Profile, { whileLoading, since }: PageRequests): HTMLElement[] {
  const elsewhere = since.filter(({ isElsewhere }) => isElsewhere).length;
  const files = [...new Set(since.map(({ name }) => name.split('/').at(-1) || name))].slice(-4).join(', ');
  return [
    ...fact('Runs on', backend ? `${backendNames[backend]}, in a worker` : 'not started'),
    ...(model
      ? [
          ...fact('Model', `${model.itemCount.toLocaleString('en-GB')} items, ${model.hash}`),
          ...fact('Start', `${ms(model.timings.loadMs)} to load and verify, ${ms(model.timings.warmUpMs)} to warm up`),
          ...fact('Last answer', encodeMs === null ? 'none yet' : `${ms(encodeMs)} to encode and score`),
        ]
      : []),
    ...fact('Requests to load', `${whileLoading} by the page, ${model?.requestCount ?? 0} by the worker (model files)`),
    ...fact(
      'Since it loaded',
      element('strong', { class: 'request-count' }, String(since.length)),
      since.length === 0
        ? ' requests. What you do here is sent nowhere.'
        : ` to this shop for static files (${files}), ${elsewhere} elsewhere`,
    ),
  ];
}

function fact(term: string, ...description: (Node | string)[]): HTMLElement[] {
  return [element('dt', {}, term), element('dd', {}, ...description)];
}

function ms(value: number): string {
  return value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`;
}

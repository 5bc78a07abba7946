import type { Decision, Profile } from '../../index.js';
import type { DebugSection } from '../debug-section.js';
import type { DebugState } from '../debug-state.js';
import { ms } from '../describe.js';
import { element } from '../element.js';
import { factNodes } from '../fact-nodes.js';
import { type PageRequests, watchPageRequests } from '../page-requests.js';

const backendNames = { cpu: 'plain JavaScript', webgl: 'WebGL', wasm: 'WebAssembly' } as const;

/** The browser tells of a request after it has ended; what belongs to loading may be told this late, in ms. */
const settleMs = 1500;

/** What executes the model and how fast, how long lists took, and which requests left the page. */
export function createExecutionSection(): DebugSection {
  const facts = element('dl', { class: 'facts' });
  let isLoading = true;
  let state: DebugState | undefined;
  let requests: PageRequests = { whileLoading: 1, since: [] };
  const render = () => {
    if (state)
      facts.replaceChildren(
        ...factNodes({
          ...modelFacts(state.profile),
          Lists: listFact(state.decisions),
          ...requestFacts(state.profile, requests),
        }),
      );
  };
  watchPageRequests(
    () => isLoading,
    (now) => {
      requests = now;
      render();
    },
  );
  return {
    title: 'How, and what left the page',
    node: facts,
    show(now) {
      state = now;
      const isAwaitingModel = now.consent === 'granted' && now.profile.model === null;
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

function modelFacts({ backend, model, encodeMs }: Profile): Record<string, string | null> {
  return {
    'Runs on': backend ? `${backendNames[backend]}, in a worker` : 'not started',
    Model: model && `${model.itemCount.toLocaleString('en-GB')} items, ${model.hash}`,
    Start: model && `${ms(model.timings.loadMs)} to load and verify, ${ms(model.timings.warmUpMs)} to warm up`,
    'Last answer': model && (encodeMs === null ? 'none yet' : `${ms(encodeMs)} to encode and score`),
  };
}

/** How long lists took, and how many missed their deadline: from the stored snapshot (cold) and from the model apart. */
function listFact(decisions: readonly Decision[]): string | null {
  if (decisions.length === 0) return null;
  const medianOf = (source: Decision['source']) => {
    const times = decisions.flatMap((decision) => (decision.source === source ? [decision.ms] : []));
    const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
    return median === undefined ? 'none' : `${times.length} in ${ms(median)}`;
  };
  const missed = decisions.filter(({ ranking }) => !ranking.reranked && ranking.reason === 'deadline').length;
  const asked = `${decisions.length} asked for: ${medianOf('snapshot')} from the snapshot, ${medianOf('worker')} from the model (median)`;
  return `${asked}; ${missed} missed the deadline`;
}

function requestFacts({ model }: Profile, { whileLoading, since }: PageRequests): Record<string, (Node | string)[]> {
  const elsewhere = since.filter(({ isElsewhere }) => isElsewhere).length;
  const files = [...new Set(since.map(({ name }) => name.split('/').at(-1) || name))].slice(-4).join(', ');
  return {
    'Requests to load': [`${whileLoading} by the page, ${model?.requestCount ?? 0} by the worker (model files)`],
    'Since it loaded': [
      element('strong', { class: 'request-count' }, String(since.length)),
      since.length === 0
        ? ' requests. What you do here is sent nowhere.'
        : ` to this shop for static files (${files}), ${elsewhere} elsewhere`,
    ],
  };
}

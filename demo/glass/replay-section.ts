import type { DebugSection } from '../../src/debug/debug.js';
import { type Catalogue, productsOf } from '../shop/catalogue.js';
import { element } from '../shop/element.js';
import { drawPicture } from '../shop/picture.js';
import { rankChart } from './rank-chart.js';
import { type HeldOutShopper, type ReplayStep, replayShopper } from './replay-shopper.js';
import { replayVerdict } from './replay-verdict.js';

/** Plays real orders that the model has never seen, and shows where it ranks an item that it was not told of. */
export function createReplaySection(catalogue: Catalogue): DebugSection {
  const choice = element('select', { 'aria-label': 'Shopper to replay' });
  const play = element('button', { type: 'button', class: 'button small' }, 'Replay this shopper');
  const stage = element('div', { class: 'replay-stage' });
  const verdict = element('p', { class: 'replay-verdict', role: 'status' });
  let shoppers: readonly HeldOutShopper[] = [];
  let playing: AbortController | undefined;

  const node = element(
    'div',
    {},
    element(
      'p',
      { class: 'glass-lead' },
      'Orders of the test weeks, drawn by lot, not picked. The model sees all items but one, and had seen nothing of this order in training. Yours stays untouched.',
    ),
    element('p', { class: 'replay-controls' }, choice, play),
    stage,
    verdict,
  );
  void loadShoppers().then((loaded) => {
    shoppers = loaded;
    choice.replaceChildren(...loaded.map((shopper, i) => element('option', { value: i }, labelOf(shopper, i))));
  });
  play.addEventListener('click', async () => {
    playing?.abort();
    playing = new AbortController();
    const { signal } = playing;
    const shopper = shoppers[Number(choice.value)];
    if (shopper) await show(shopper, signal);
  });
  return { title: 'Replay a shopper', node };

  async function show(shopper: HeldOutShopper, signal: AbortSignal): Promise<void> {
    const steps: ReplayStep[] = [];
    verdict.textContent = 'The model reads the order …';
    stage.replaceChildren();
    try {
      await replayShopper(
        shopper,
        catalogue,
        (step) => {
          if (signal.aborted) return;
          steps.push(step);
          stage.replaceChildren(...stageNodes(shopper, steps, catalogue));
        },
        signal,
      );
      verdict.textContent = replayVerdict(steps);
    } catch (error) {
      if (!signal.aborted) verdict.textContent = `Replay stopped: ${error instanceof Error ? error.message : error}.`;
    }
  }
}

async function loadShoppers(): Promise<HeldOutShopper[]> {
  const file: { shoppers: HeldOutShopper[] } = await (await fetch('/shoppers.json')).json();
  return file.shoppers;
}

function labelOf({ day, looked }: HeldOutShopper, index: number): string {
  return `Shopper ${index + 1}: ${looked.length + 1} items, ${day}`;
}

function stageNodes(shopper: HeldOutShopper, steps: readonly ReplayStep[], catalogue: Catalogue): HTMLElement[] {
  const heldOut = catalogue.byId.get(shopper.heldOut)!;
  const shown = shopper.looked.slice(0, steps.length - 1).flatMap((id) => catalogue.byId.get(id) ?? []);
  const latest = shown.at(-1);
  const categorySize = productsOf(catalogue, heldOut.category).length;
  const now = steps[steps.length - 1];
  return [
    element(
      'div',
      { class: 'replay-items', 'aria-hidden': 'true' },
      ...shown.map(({ picture }) => drawPicture(picture)),
    ),
    element(
      'p',
      { class: 'replay-line' },
      latest ? `Shown: ${latest.title}` : 'Nothing shown yet: the shop’s own order',
    ),
    element(
      'p',
      { class: 'replay-line' },
      'Held out: ',
      element('strong', {}, heldOut.title),
      `, place ${now.inCategory} of ${categorySize} in ${heldOut.category}, ${now.inCatalogue} of ${catalogue.products.length} in the shop`,
    ),
    rankChart(
      steps.map(({ inCatalogue }) => inCatalogue),
      shopper.looked.length + 1,
      catalogue.products.length,
    ),
  ];
}

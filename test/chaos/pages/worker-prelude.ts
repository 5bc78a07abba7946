import type { Equipment, StorageState } from '../trip.js';
import { breakStorage } from './break-storage.js';

/** What a trip tells a worker to suffer. */
export type WorkerOrder = StorageState | 'crash' | 'lose gpu';

/** Stands before the worker's own script: loses the worker, its GPU and its storage as a browser does. */

declare const equipment: Equipment;

let storageState: StorageState = 'well';
breakStorage(() => storageState);

const contexts: WebGL2RenderingContext[] = [];
const getContext = OffscreenCanvas.prototype.getContext as (...details: unknown[]) => unknown;
Object.defineProperty(OffscreenCanvas.prototype, 'getContext', {
  value(this: OffscreenCanvas, ...details: unknown[]) {
    const context = equipment === 'webgl' ? getContext.apply(this, details) : null;
    if (context instanceof WebGL2RenderingContext) contexts.push(context);
    return context;
  },
});

addEventListener('message', (event: MessageEvent<{ chaos?: WorkerOrder }>) => {
  const order = event.data?.chaos;
  if (!order) return;
  event.stopImmediatePropagation(); // none of the worker's business
  if (order === 'crash') throw new Error('the worker crashes');
  if (order === 'lose gpu') for (const context of contexts) context.getExtension('WEBGL_lose_context')?.loseContext();
  else storageState = order;
});

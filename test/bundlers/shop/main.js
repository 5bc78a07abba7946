import { createVitrine } from 'vitrine';
import { pin } from 'vitrine/rules';

const errors = [];
// The browser that opens this page is steered by a program, and plays a shopper.
const vitrine = createVitrine({
  modelUrl: '/model/',
  consent: 'granted',
  bots: 'record',
  onError: ({ code, message }) => errors.push(`${code}: ${message}`),
});
window.shop = { vitrine, errors, rules: [pin('21733', 0)] };

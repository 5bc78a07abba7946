import { type Cart, emptyCart, onCart, readCart, setQuantity } from '../cart.js';
import { loadCatalogue } from '../catalogue.js';
import { element } from '../element.js';
import { formatPrice } from '../money.js';
import { openGlass } from '../open-glass.js';
import { framePage } from '../page-frame.js';
import { drawPicture } from '../picture.js';
import { productUrl } from '../product-card.js';
import { callVitrine } from '../vitrine.js';

const catalogue = await loadCatalogue();
framePage(catalogue);
const content = element('div', { class: 'cart' });
document.querySelector('main')?.append(element('h1', {}, 'Your cart'), content);
let isBought = false;
onCart((cart) => {
  if (!isBought) content.replaceChildren(...showCart(cart));
});
openGlass(catalogue);

function showCart(cart: Cart): HTMLElement[] {
  const ids = Object.keys(cart).filter((id) => catalogue.byId.has(id));
  if (ids.length === 0) {
    return [element('p', {}, 'Nothing in it yet. '), element('a', { class: 'button', href: '/' }, 'To the shelves')];
  }
  const total = ids.reduce((sum, id) => sum + (catalogue.byId.get(id)?.price ?? 0) * cart[id], 0);
  const checkout = element('button', { type: 'button', class: 'button strong' }, 'Buy (not really)');
  checkout.addEventListener('click', buy);
  return [
    element('ul', { class: 'cart-lines' }, ...ids.map((id) => cartLine(id, cart[id]))),
    element('p', { class: 'cart-total' }, 'Total ', element('strong', {}, formatPrice(total))),
    checkout,
  ];
}

function cartLine(id: string, quantity: number): HTMLElement {
  const product = catalogue.byId.get(id)!;
  const field = element('input', {
    type: 'number',
    min: 0,
    max: 99,
    value: quantity,
    'aria-label': `Quantity of ${product.title}`,
  });
  field.addEventListener('change', () =>
    setQuantity(id, Math.min(99, Math.max(0, Math.trunc(Number(field.value) || 0)))),
  );
  const remove = element(
    'button',
    { type: 'button', class: 'linklike', 'data-vitrine-action': 'remove_from_cart' },
    'Remove',
  );
  remove.addEventListener('click', () => setQuantity(id, 0));
  return element(
    'li',
    { class: 'cart-line', 'data-vitrine-item': id },
    drawPicture(product.picture),
    element('a', { href: productUrl(id) }, product.title),
    field,
    element('span', { class: 'price' }, formatPrice(product.price * quantity)),
    remove,
  );
}

function buy(): void {
  callVitrine('track', { type: 'purchase', itemIds: Object.keys(readCart()) });
  isBought = true;
  emptyCart();
  content.replaceChildren(
    element('p', { role: 'status', class: 'thanks' }, 'Thank you! Nothing was bought, and nobody was told.'),
    element('a', { class: 'button', href: '/' }, 'Back to the shelves'),
  );
}

/** The shop's own cart: what is in it, by product id. A shop needs it to sell, so it asks nobody's consent. */
export type Cart = Readonly<Record<string, number>>;

const key = 'shop:cart';
const changed = new EventTarget();

/** What is in the cart on this device; empty where the browser keeps nothing. */
export function readCart(): Cart {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}');
  } catch {
    return {};
  }
}

/** How many pieces are in a cart. */
export function countPieces(cart: Cart): number {
  return Object.values(cart).reduce((sum, quantity) => sum + quantity, 0);
}

/** Sets how many of a product are in the cart; 0 takes it out. */
export function setQuantity(id: string, quantity: number): void {
  const { [id]: _, ...others } = readCart();
  write(quantity > 0 ? { ...others, [id]: quantity } : others);
}

/** Puts one more of a product into the cart. */
export function addToCart(id: string): void {
  setQuantity(id, (readCart()[id] ?? 0) + 1);
}

/** Takes everything out, after the purchase. */
export function emptyCart(): void {
  write({});
}

/** Calls back now and whenever the cart changes, in this tab or in another. */
export function onCart(listener: (cart: Cart) => void): void {
  const tell = () => listener(readCart());
  changed.addEventListener('change', tell);
  window.addEventListener('storage', tell);
  tell();
}

function write(cart: Cart): void {
  try {
    localStorage.setItem(key, JSON.stringify(cart));
  } catch {
    // Private browsing without storage: the cart cannot outlive the page.
  }
  changed.dispatchEvent(new Event('change'));
}

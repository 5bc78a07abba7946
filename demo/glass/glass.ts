import type { Catalogue } from '../shop/catalogue.js';
export function createGlass(_catalogue: Catalogue): void {}

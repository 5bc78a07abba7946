// What a page needs to start its model: a file of its own, which a page without consent never asks for.
export { toProfile } from './profile.js';
export { startFrugally } from './start-frugally.js';

export { element } from '../../src/debug/element.js';

export { defineVitrineList } from './define-vitrine-list.js';

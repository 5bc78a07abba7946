import { getCurrentInstance, onMounted } from 'vue';

/** Runs in a browser alone: once the component is mounted, so after hydration, or at once outside of components. */
export function whenMounted(start: () => void): void {
  if (getCurrentInstance()) onMounted(start);
  else if (typeof document !== 'undefined') start();
}

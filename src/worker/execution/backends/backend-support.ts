import type { AcceleratorName } from '../../wire/protocol.js';

/** Bytes of the smallest module that uses SIMD: (module (func (drop (i32x4.splat (i32.const 0))))). */
export const simdProbe = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 65, 0, 253, 17, 26, 11],
);

const probes: Record<AcceleratorName, () => boolean> = {
  // As TensorFlow.js asks for it: a GPU that the browser only imitates is slower than WebAssembly.
  webgl: () =>
    typeof OffscreenCanvas !== 'undefined' &&
    new OffscreenCanvas(1, 1).getContext('webgl2', { failIfMajorPerformanceCaveat: true }) !== null,
  wasm: () => typeof WebAssembly !== 'undefined' && WebAssembly.validate(simdProbe),
};

/**
 * Says whether this device has what a backend needs, without loading the backend: a device without a GPU does not
 * download what it cannot use.
 */
export function hasSupport(name: AcceleratorName): boolean {
  return probes[name]();
}

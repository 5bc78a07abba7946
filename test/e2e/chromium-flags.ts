import { quietFlags } from '../quiet-flags.mjs';

/** No traffic of the browser's own, and WebGL by software where there is no GPU. */
export const chromiumFlags = [...quietFlags, '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/** The same without WebGL: the model then runs on WASM, which starts sooner. */
export const withoutWebgl = [...quietFlags, '--disable-gpu', '--disable-software-rasterizer'];

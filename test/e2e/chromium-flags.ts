const quiet = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** No traffic of the browser's own, and WebGL by software where there is no GPU. */
export const chromiumFlags = [...quiet, '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/** The same without WebGL: the model then runs on WASM, which starts sooner. */
export const withoutWebgl = [...quiet, '--disable-gpu', '--disable-software-rasterizer'];

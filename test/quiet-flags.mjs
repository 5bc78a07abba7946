/** Flags that every test and bench starts Chromium with: no traffic of the browser's own, and no sandbox, which containers lack. */
export const quietFlags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

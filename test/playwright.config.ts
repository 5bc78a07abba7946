import { defineConfig } from '@playwright/test';
import { ensureChromium } from '../.ci/setup.mjs';
import { chromiumFlags } from './e2e/chromium-flags.js';

/** End-to-end tests in a real Chromium; each test has a server and a browser profile of its own. */
export default defineConfig({
  testDir: '.',
  testMatch: ['e2e/**/*.spec.ts', 'attack/**/*.spec.ts'],
  outputDir: '../test-results',
  // Generous: WebGL in software starts slowly on a busy machine.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // Two files at a time: WebGL in software is slow then, and the tests wait for states, not for times.
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // A busy machine can stall a browser beyond any wait. `npm test` tells what was tried again, and a fault fails twice.
  retries: 1,
  use: {
    trace: 'off',
    launchOptions: { executablePath: await ensureChromium(), args: chromiumFlags },
  },
});

// `npm test` on a bare machine: set-up, then every check in turn. Node's own modules only.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { ensureChromium, ensureDependencies } from '../.ci/setup.mjs';
import { readAttacks, showAttacks } from './attack/attack-table.mjs';

const root = join(import.meta.dirname, '..');
const reports = mkdtempSync(join(tmpdir(), 'vitrine-test-'));
const maxStageMs = 14 * 60 * 1000;

const vitest = (name, ...args) => ({
  command: ['vitest', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${reports}/${name}.json`, ...args],
  readTotals: () => {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = readReport(name);
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  },
  readFailures: () => readReport(name).testResults.flatMap(listFailedTests),
});

const stages = {
  'set-up': { run: setUp },
  types: { command: ['tsc', '-p', '.'] },
  'lint and format': { command: ['biome', 'check', '--error-on-warnings'] },
  build: { command: ['npm', 'run', 'build'] },
  'build the demo': { command: ['npm', 'run', 'build:demo'] },
  'unit tests': vitest('unit', '--exclude=test/package/**'),
  'package, sizes': vitest('package', 'test/package'),
  bundlers: {
    command: ['node', 'test/bundlers/run.mjs', '--linked', '--report', `${reports}/bundlers.json`],
    readTotals: () => {
      const { passed, failures } = readReport('bundlers');
      return { passed, failed: failures.length, skipped: 0 };
    },
    readFailures: () => readReport('bundlers').failures,
  },
  'end to end': {
    command: ['playwright', 'test', '--config=test', '--reporter=line,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: `${reports}/e2e.json` },
    readTotals: () => {
      const { expected, flaky, unexpected, skipped } = readReport('e2e').stats;
      return { passed: expected + flaky, failed: unexpected, skipped };
    },
    readFailures: () => readReport('e2e').suites.flatMap(listUnexpected),
    readSkips: () => readReport('e2e').suites.flatMap(listSkipped),
    readRetries: () => readReport('e2e').suites.flatMap(listRetried),
  },
};

const totals = { passed: 0, failed: 0, skipped: 0 };
const programs = `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}`;
const attackReport = join(reports, 'attacks.jsonl');
const env = { ...process.env, PATH: programs, CI: '1', NO_COLOR: '1', ATTACK_REPORT: attackReport };
delete env.FORCE_COLOR;
let child;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    killChild();
    process.exit(130);
  });
}
process.on('exit', () => rmSync(reports, { recursive: true, force: true }));

for (const [name, stage] of Object.entries(stages)) {
  const startedAt = Date.now();
  const { isOk, output } = await runStage(stage);
  const stageTotals = stage.readTotals ? countTests(stage, isOk) : undefined;
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(`${isOk ? 'ok  ' : 'FAIL'} ${name.padEnd(18)} ${seconds.padStart(6)} s  ${show(stageTotals)}\n`);
  for (const skip of isOk ? (stage.readSkips?.() ?? []) : []) process.stdout.write(`     skipped: ${skip}\n`);
  for (const retry of isOk ? (stage.readRetries?.() ?? []) : []) process.stdout.write(`     tried again: ${retry}\n`);
  if (!isOk) {
    // The failures first: of a long output a reader may be shown the beginning alone.
    process.stdout.write(`\n${listFailures(stage)}\n${output}\n`);
    // A check that counts nothing itself is one failure.
    if (!stageTotals) totals.failed++;
    process.exitCode = 1;
    break;
  }
}
const attacks = readAttacks(attackReport);
if (attacks.length > 0) process.stdout.write(`\nattacks, a short form of npm run attack:\n${showAttacks(attacks)}\n`);
process.stdout.write(`\n${show(totals)}\n`);

async function setUp() {
  ensureDependencies();
  env.CHROME_PATH = await ensureChromium();
}

async function runStage({ run, command, env: extraEnv }) {
  try {
    if (run) {
      await run();
      return { isOk: true, output: '' };
    }
    return await runCommand(command, { ...env, ...extraEnv });
  } catch (error) {
    return { isOk: false, output: error.stack };
  }
}

/** Runs a command in a process group of its own, so that whatever it starts ends with it. */
function runCommand([program, ...args], environment) {
  return new Promise((resolve, reject) => {
    let output = '';
    const isWindows = process.platform === 'win32';
    child = spawn(program, args, { cwd: root, env: environment, detached: !isWindows, shell: isWindows });
    const timer = setTimeout(() => {
      output += `\nstopped after ${maxStageMs / 60_000} minutes\n`;
      killChild();
    }, maxStageMs);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text) => {
        output += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      killChild();
      resolve({ isOk: code === 0, output });
    });
  });
}

function killChild() {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The whole group has ended.
  }
}

/** Adds the runner's own totals; a runner that broke before it could report is one failure. */
function countTests({ readTotals }, isOk) {
  let counted;
  try {
    counted = readTotals();
  } catch (error) {
    if (isOk) throw error;
    counted = { passed: 0, failed: 0, skipped: 0 };
  }
  if (!isOk && counted.failed === 0) counted.failed = 1;
  for (const key of Object.keys(totals)) totals[key] += counted[key];
  return counted;
}

/** The tests that failed and why, as the runner reported them; nothing where it could not report. */
function listFailures({ readFailures }) {
  try {
    return (readFailures?.() ?? []).map((failure) => `failed: ${failure}\n`).join('\n');
  } catch {
    return '';
  }
}

/** Vitest's report lists files; one that could not even be loaded has a message instead of tests. */
function listFailedTests({ name, message, assertionResults }) {
  const file = relative(root, name);
  const failed = assertionResults
    .filter((test) => test.status === 'failed')
    .map((test) => `${file} > ${test.fullName}\n${test.failureMessages.join('\n')}`);
  return failed.length === 0 && message ? [`${file}\n${message}`] : failed;
}

/** Playwright's report nests suites; every spec that did not end as expected, with its errors. */
function listUnexpected({ suites = [], specs = [] }) {
  return [...specs.filter(({ ok }) => !ok).map(tellErrors), ...suites.flatMap(listUnexpected)];
}

/** Tests that may be tried again, and passed then only, with what went wrong before. */
function listRetried({ suites = [], specs = [] }) {
  const own = specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky')).map(tellErrors);
  return [...own, ...suites.flatMap(listRetried)];
}

function tellErrors({ file, line, title, tests }) {
  const errors = tests.flatMap((test) => test.results.flatMap((result) => result.errors));
  return `${file}:${line} > ${title}\n${errors.map((error) => error.message).join('\n')}`;
}

/** What was left out, such as an engine that is not installed, and why. */
function listSkipped({ suites = [], specs = [] }) {
  const own = specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === 'skipped')
      .map(({ annotations }) => [title, ...annotations.map(({ description }) => description)].join(': ')),
  );
  return [...own, ...suites.flatMap(listSkipped)];
}

function readReport(name) {
  return JSON.parse(readFileSync(`${reports}/${name}.json`, 'utf8'));
}

function show(counts) {
  return counts ? `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped` : '';
}

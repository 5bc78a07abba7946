import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

const environment = {
  ...process.env,
  CI: '1',
  NO_COLOR: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  NUXT_TELEMETRY_DISABLED: '1',
  BROWSER: 'none',
};
delete environment.NODE_ENV;
delete environment.FORCE_COLOR;

/** Process groups that this process has started and not ended yet. */
const running = new Set();
process.on('exit', () => running.forEach(kill));

/**
 * Runs a script of an app's package.json to its end.
 *
 * @throws Error with what it printed, unless it ended well
 */
export async function runScript(folder, script) {
  const { child, output, ended } = start(folder, script, environment);
  const timer = setTimeout(() => kill(child.pid), 300_000);
  const code = await ended;
  clearTimeout(timer);
  if (code !== 0) throw new Error(`npm run ${script} ended with ${code}\n${output()}`);
}

/**
 * Starts a script of an app's package.json that serves, on a free port in `PORT`, and waits until it answers.
 *
 * @returns {Promise<{ origin: string, stop(): void }>}
 * @throws Error with what it printed, when it ends or does not answer within two minutes
 */
export async function startServer(folder, script) {
  const port = await findFreePort();
  const origin = `http://localhost:${port}`;
  const { child, output, ended } = start(folder, script, { ...environment, PORT: String(port) });
  let hasEnded = false;
  ended.then(() => {
    hasEnded = true;
  });
  for (let tries = 0; tries < 240 && !hasEnded; tries++) {
    if (await hasAnswer(origin)) return { origin, stop: () => kill(child.pid) };
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  kill(child.pid);
  throw new Error(`npm run ${script} does not serve\n${output()}`);
}

async function hasAnswer(origin) {
  try {
    return (await fetch(origin, { signal: AbortSignal.timeout(60_000) })).ok;
  } catch {
    return false;
  }
}

/** Runs in a process group of its own, so that whatever it starts ends with it. */
function start(folder, script, env) {
  const child = spawn('npm', ['run', '--silent', script], { cwd: folder, env, detached: true });
  running.add(child.pid);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data) => {
      text += data;
    });
  }
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { child, output: () => text, ended };
}

function kill(pid) {
  running.delete(pid);
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The whole group has ended.
  }
}

function findFreePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, 'localhost', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

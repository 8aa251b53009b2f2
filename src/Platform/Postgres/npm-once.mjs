// Runs `npm ci` for the repository once, however many builds ask for it at the same moment: the first one makes the lock
// folder and installs, the others wait for its stamp. A lock whose process is gone is taken over.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';

const lock = '.npm-once.lock';
const stamp = 'node_modules/.verwaltung-stamp';

const modified = file => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const isDone = () => modified(stamp) >= modified('package-lock.json');
const pause = milliseconds => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function isAbandoned() {
  try {
    return !isAlive(Number(readFileSync(`${lock}/pid`, 'utf8')));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return Date.now() - modified(lock) > 5000; // made, but never signed
  }
}

function tryLock() {
  try {
    mkdirSync(lock);
    writeFileSync(`${lock}/pid`, String(process.pid));
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

while (!tryLock()) {
  if (isAbandoned()) rmSync(lock, { recursive: true, force: true });
  else pause(200);
}

try {
  if (!isDone()) {
    const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { stdio: 'inherit', shell: process.platform === 'win32' });
    if (npm.status !== 0) throw new Error(`npm ci failed with exit code ${npm.status ?? npm.error?.message}`);
    writeFileSync(stamp, '');
    utimesSync(stamp, new Date(), new Date());
  }
} finally {
  rmSync(lock, { recursive: true, force: true });
}

// Evaluates FEEL with feelin: a JSON text per line in, {"value": ...} or {"fault": ...} per line out.
// Values that JSON does not know are {"kind": ..., "text": ...}; contexts are {"entries": {...}}.
import { createInterface } from 'node:readline';
import { evaluate } from 'feelin';

const kinds = { FeelDate: 'date', FeelTime: 'time', FeelDateTime: 'date and time', FeelDuration: 'duration' };

function plain(value) {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('not a number');
  if (typeof value !== 'object') return typeof value === 'function' ? null : value;
  const kind = kinds[value.constructor?.name];
  if (kind) return { kind, text: JSON.parse(JSON.stringify(value)) };
  if (value.constructor !== Object) throw new Error(`no plain value: ${value.constructor?.name}`);
  return { entries: Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, plain(entry)])) };
}

function answer(line) {
  try {
    return { value: plain(evaluate(JSON.parse(line), {}).value) };
  } catch (fault) {
    return { fault: String(fault.message) };
  }
}

for await (const line of createInterface({ input: process.stdin })) process.stdout.write(JSON.stringify(answer(line)) + '\n');

// npm bpmn-engine: runs instances of the process in the file of the first argument, one after the other, completing each task with a value.
// Every line of standard input says for how many milliseconds; the answer is how many instances a second.
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Engine } from 'bpmn-engine';

// Read once, as our engine reads it once.
const [definition] = await new Engine({ source: readFileSync(process.argv[2], 'utf8') }).getDefinitions();
const sourceContext = definition.environment.options.source;

async function runOne() {
  let completed = 0;
  const listener = new EventEmitter();
  listener.on('activity.wait', task => task.signal({ answer: ++completed }));
  const execution = await new Engine({ sourceContext }).execute({ listener });
  if (execution.state !== 'idle' || completed !== 10) throw new Error(`Expected ten completed tasks, but the state is ${execution.state} after ${completed}.`);
}

for await (const line of createInterface({ input: process.stdin })) {
  const began = performance.now();
  const until = began + Number(line);
  let count = 0;
  for (; performance.now() < until; count++) await runOne();
  console.log((count * 1000 / (performance.now() - began)).toFixed(1));
}

import { fork } from 'node:child_process';
import { readDocumentCases, type DocumentCase, type Verdict } from './hostile-cases.ts';
import type { ChildAnswer, ChildTask } from './hostile-child.ts';
import { openStage, type Stage } from './hostile-server.ts';

/** For the start of a process on a busy machine. */
const startMs = 30_000;
/** A case may take this much longer than it should, so that its figure is known. */
const graceMs = 5_000;
const defaultMaxMs = 3_000;

/** Larger files run in a process of their own, so that what they take of memory is theirs alone. */
const smallBytes = 50_000;

interface Runner {
  /** The answer, or how the process ended. */
  run(task: ChildTask, maxMs: number): Promise<ChildAnswer | string>;
  close(): void;
}

const openRunner = (): Runner => {
  const child = fork(`${import.meta.dirname}/hostile-child.ts`, {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.on('data', (data: Buffer) => (complaint = (complaint + data.toString()).slice(-300)));
  const close = () => void child.kill('SIGKILL');
  const next = (timeoutMs: number) =>
    new Promise<unknown>(resolve => {
      const settle = (answer: unknown) => {
        clearTimeout(timer);
        child.off('message', settle).off('exit', onExit);
        resolve(answer);
      };
      const onExit = (code: number | null) =>
        settle(`the process ended with ${code ?? 'a signal'}: ${complaint}`);
      const timer = setTimeout(() => {
        settle(`not finished in ${timeoutMs} ms`);
        close();
      }, timeoutMs);
      child.on('message', settle).on('exit', onExit);
    });
  // A message that comes before the child listens would be lost.
  const ready = next(startMs);
  const run = async (task: ChildTask, maxMs: number): Promise<ChildAnswer | string> => {
    const started = await ready;
    if (started !== 'ready') return `the process did not start: ${String(started)}`;
    const answer = next(maxMs + graceMs);
    child.send(task);
    return (await answer) as ChildAnswer | string;
  };
  return { run, close };
};

/** Small cases share a process as long as it lives. */
const createPool = () => {
  let shared: Runner | null = null;
  const close = () => {
    shared?.close();
    shared = null;
  };
  const run = async (task: ChildTask, maxMs: number): Promise<ChildAnswer | string> => {
    const isSmall = (task.entry.bytes ?? Infinity) <= smallBytes && maxMs <= defaultMaxMs;
    const runner = isSmall ? (shared ??= openRunner()) : openRunner();
    const answer = await runner.run(task, maxMs);
    if (runner !== shared) runner.close();
    else if (typeof answer === 'string') close();
    return answer;
  };
  return { run, close };
};

const runCase = async (entry: DocumentCase, stage: Stage, pool: Pick<Runner, 'run'>): Promise<Verdict> => {
  const { expect } = entry;
  const maxMs = expect.max_ms ?? defaultMaxMs;
  const before = stage.canaryHits();
  const answer = await pool.run({ entry, url: `${stage.origin}/${entry.id}` }, maxMs);
  if (typeof answer === 'string') return { id: entry.id, pass: false, why: answer };
  const faults = [...answer.faults];
  if (answer.ms > maxMs) faults.push(`took ${answer.ms} ms`);
  const grown = answer.rssGrowthMb;
  if (expect.max_rss_growth_mb !== undefined && grown > expect.max_rss_growth_mb)
    faults.push(`memory grew by ${grown} MB`);
  if (stage.canaryHits() > before) faults.push('the canary was called');
  const fetches = stage.requestsFor(entry.id);
  if (expect.server_fetches !== undefined && fetches > 1) faults.push(`${fetches} requests`);
  const figures = `${answer.ms} ms, ${grown} MB`;
  return {
    id: entry.id,
    pass: faults.length === 0,
    why: faults.length === 0 ? figures : `${faults.join('; ')} (${figures})`,
  };
};

/** Cases that mostly wait for a server run side by side, all others one after another: their figures count. */
const isWaiting = (entry: DocumentCase): boolean => (entry.expect.max_ms ?? defaultMaxMs) > 20_000;

/** Feeds and pages of expected.json, each served as it says and read through the product. */
export const runDocuments = async (data: string): Promise<Verdict[]> => {
  const cases = await readDocumentCases(data);
  const stage = await openStage(data, cases);
  const pool = createPool();
  try {
    const waiting = cases.filter(isWaiting).map(entry => runCase(entry, stage, pool));
    const verdicts: Verdict[] = [];
    for (const entry of cases.filter(other => !isWaiting(other)))
      verdicts.push(await runCase(entry, stage, pool));
    return [...verdicts, ...(await Promise.all(waiting))];
  } finally {
    pool.close();
    stage.close();
  }
};

import cliProgress from 'cli-progress';
import type { DatabaseProgress } from './fault.ts';

/** Shows the start of the database to a person: a bar that moves on a terminal, a few plain lines elsewhere. */
export interface ProgressDisplay {
  report(event: DatabaseProgress): void;
  /** Takes the bar away. */
  done(): void;
}

export type ProgressStream = NodeJS.WritableStream & { readonly isTTY?: boolean };

const bytesPerMegabyte = 1024 * 1024;
const plainStepPercent = 25;

const toMegabytes = (bytes: number): string => (bytes / bytesPerMegabyte).toFixed(1);

type BytesEvent = Extract<DatabaseProgress, { kind: 'bytes' }>;

interface ByteDisplay {
  show(event: BytesEvent): void;
  clear(): void;
}

const movingBar = (stream: ProgressStream): ByteDisplay => {
  let bar: cliProgress.SingleBar | null = null;
  const create = (): cliProgress.SingleBar =>
    new cliProgress.SingleBar(
      {
        stream,
        clearOnComplete: true,
        hideCursor: true,
        format: '{what} [{bar}] {percentage}% {done}/{all} MB',
      },
      cliProgress.Presets.shades_classic,
    );
  return {
    show({ what, bytes, totalBytes }) {
      const total = totalBytes ?? bytes;
      const payload = { what, done: toMegabytes(bytes), all: totalBytes === null ? '?' : toMegabytes(total) };
      if (bar === null) {
        bar = create();
        bar.start(total, bytes, payload);
        return;
      }
      bar.setTotal(total);
      bar.update(bytes, payload);
    },
    clear() {
      bar?.stop();
      bar = null;
    },
  };
};

const plainLines = (stream: ProgressStream): ByteDisplay => {
  let nextPercent = plainStepPercent;
  return {
    show({ what, bytes, totalBytes }) {
      if (totalBytes === null || totalBytes === 0) return;
      const percent = Math.floor((bytes / totalBytes) * 100);
      if (percent < nextPercent) return;
      nextPercent = (Math.floor(percent / plainStepPercent) + 1) * plainStepPercent;
      stream.write(`${what}: ${percent}% of ${toMegabytes(totalBytes)} MB\n`);
    },
    clear() {
      nextPercent = plainStepPercent;
    },
  };
};

/** That nothing is on PATH or in the cache is the usual first start, not news. */
const isNews = (event: DatabaseProgress): boolean =>
  event.kind !== 'miss' || event.how === 'download' || event.how === 'wheel';

export const showProgress = (stream: ProgressStream): ProgressDisplay => {
  const bytes = stream.isTTY === true ? movingBar(stream) : plainLines(stream);
  return {
    report(event) {
      if (event.kind === 'bytes') {
        bytes.show(event);
        return;
      }
      bytes.clear();
      if (isNews(event)) stream.write(`${event.kind === 'step' ? event.text : event.reason}\n`);
    },
    done: () => bytes.clear(),
  };
};

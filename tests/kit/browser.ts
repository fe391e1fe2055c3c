import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** A page, and what it asked for and complained about since it was opened. */
export interface WatchedPage {
  page: Page;
  /** Every address asked for, data: and blob: left out. */
  requests: string[];
  /** Uncaught errors, console errors and refused or failed requests. */
  errors: string[];
}

const executableNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

const findChromium = async (): Promise<string | null> => {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin'];
  const asked = process.env.CHROMIUM_PATH;
  const candidates = [
    ...(asked ? [asked] : []),
    ...folders.flatMap(folder => executableNames.map(name => join(folder, name))),
  ];
  for (const candidate of candidates) if (await isExecutable(candidate)) return candidate;
  return null;
};

const installScript = join(import.meta.dirname, '../../scripts/install-browser.sh');

const installChromium = async (): Promise<string | null> => {
  const mayInstall = process.env.CI === 'true' && process.getuid?.() === 0;
  if (!mayInstall) return null;
  await promisify(execFile)('sh', [installScript], { timeout: 600_000 });
  return findChromium();
};

/** The path of a browser, or null, with the reason on stderr, where this machine has none. */
export const browserPath = async (): Promise<string | null> => {
  const path = (await findChromium()) ?? (await installChromium());
  if (path === null) {
    process.stderr.write(
      'BROWSER TESTS ARE SKIPPED: no Chromium found. Set CHROMIUM_PATH, put `chromium` on PATH, or run ' +
        'scripts/install-browser.sh as root (done by itself where CI=true).\n',
    );
  }
  return path;
};

/** Starts a browser with an empty profile that makes no request of its own. */
export const openBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

const isRemote = (address: string): boolean => /^(?:https?|wss?):/.test(address);

/** Opens a page in a fresh context and watches it. */
export const openPage = async (
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  // Below the time limit of a test, so that a failure names what was waited for.
  page.setDefaultTimeout(15_000);
  const watched: WatchedPage = { page, requests: [], errors: [] };
  context.on('request', request => {
    if (isRemote(request.url())) watched.requests.push(request.url());
  });
  context.on('requestfailed', request => {
    watched.errors.push(`${request.url()}: ${request.failure()?.errorText ?? 'failed'}`);
  });
  context.on('console', message => {
    if (message.type() === 'error') watched.errors.push(message.text());
  });
  page.on('pageerror', error => watched.errors.push(String(error)));
  return watched;
};

/** The hosts of the requests, each once. */
export const hostsOf = (watched: WatchedPage): string[] => [
  ...new Set(watched.requests.map(address => new URL(address).hostname)),
];

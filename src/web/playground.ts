import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { html, jsonBlock } from './html.ts';
import { fillExamples } from './live-examples.ts';
import type { NamedOperation } from './named-operation.ts';
import type { Execute } from './operations.ts';

export interface PlaygroundOptions {
  /** The path of the GraphQL endpoint, which is also where the page is shown. */
  endpoint: string;
  /** One tab each. */
  operations: readonly NamedOperation[];
  /** Finds slugs and ids for the examples in what is stored; without it they keep their placeholders. */
  execute?: Execute;
  /** Where the bundle lies, when not in dist/playground. */
  assets?: string;
}

const assetPrefix = '/playground/';

// The same from src/web and from dist/web: both lie two folders below the top.
const builtAssets = fileURLToPath(new URL('../../dist/playground/', import.meta.url));

const mediaTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ttf': 'font/ttf',
  '.md': 'text/markdown; charset=utf-8',
};

/*
 * Everything comes from this server. Styles are the one exception to the ban on inline code: the editor
 * writes a style attribute on each line that it draws.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The document under its description and the further values to try. */
const tabText = ({ description, document, examples }: NamedOperation): string =>
  [
    ...description.split('\n').map(line => `# ${line}`),
    ...examples.slice(1).map(({ variables }) => `# Other variables to try: ${JSON.stringify(variables)}`),
    document,
  ].join('\n');

const tabOf = (operation: NamedOperation) => {
  const example = operation.examples[0];
  const headers = example?.headers ?? {};
  return {
    query: tabText(operation),
    variables: JSON.stringify(example?.variables ?? {}, null, 2),
    headers: Object.keys(headers).length > 0 ? JSON.stringify(headers, null, 2) : null,
  };
};

const pageStyle = `html,body,#playground{height:100%;margin:0}
.khabar-logo{color:inherit;font-weight:700;text-decoration:none}
@media (max-width:48rem){#graphiql-session{flex-direction:column!important}}`;

const playgroundPage = async (options: PlaygroundOptions, assets: readonly string[]): Promise<string> => {
  const { endpoint, execute } = options;
  const operations = execute ? await fillExamples(options.operations, execute) : options.operations;
  const settings = { endpoint, tabs: operations.map(tabOf) };
  const scripts = assets.filter(name => /^playground-.*\.js$/.test(name));
  const styles = assets.filter(name => /^(?:monaco-editor|playground)-.*\.css$/.test(name));
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Khabar playground</title>
        <link rel="icon" href="data:," />
        ${styles.map(name => html`<link rel="stylesheet" href="${assetPrefix + name}" />`)}
        <style>
          ${pageStyle}
        </style>
      </head>
      <body>
        <div id="playground"><noscript>The playground needs JavaScript.</noscript></div>
        ${jsonBlock(settings, html`id="playground-settings" type="application/json"`)}
        ${scripts.map(name => html`<script type="module" src="${assetPrefix + name}"></script>`)}
      </body>
    </html>`.markup;
};

/** A browser that follows a link; every GraphQL client asks for JSON. */
const wantsPage = (request: FastifyRequest, endpoint: string): boolean =>
  (request.method === 'GET' || request.method === 'HEAD') &&
  request.headers.accept?.includes('text/html') === true &&
  !request.headers.accept.includes('application/graphql-response+json') &&
  request.url.split('?', 1)[0] === endpoint;

const sendAsset = (request: FastifyRequest, reply: FastifyReply, file: string) => {
  const packed = `${file}.gz`;
  const asGzip = request.headers['accept-encoding']?.includes('gzip') === true && existsSync(packed);
  const path = asGzip ? packed : file;
  if (asGzip) void reply.header('content-encoding', 'gzip');
  return (
    reply
      .header('vary', 'Accept-Encoding')
      .header('x-content-type-options', 'nosniff')
      // The name carries a hash of what is in it.
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('content-length', statSync(path).size)
      .type(mediaTypes[extname(file)] ?? 'application/octet-stream')
      .send(createReadStream(path))
  );
};

/**
 * Shows GraphiQL to browsers at the GraphQL endpoint, and serves its files. It answers before routing, so
 * that the endpoint's own routes may be registered before or after it in the same Fastify scope.
 */
export const playgroundRoutes = (app: FastifyInstance, options: PlaygroundOptions): void => {
  const folder = options.assets ?? builtAssets;
  // A fixed list of names: no request can lead out of the folder.
  const names = existsSync(folder) ? readdirSync(folder) : [];

  app.addHook('onRequest', async (request, reply) => {
    if (!wantsPage(request, options.endpoint)) return;
    if (names.length === 0) {
      return reply
        .code(503)
        .type('text/plain')
        .send('The playground is not built: npm run build makes it.\n');
    }
    return reply
      .header('content-security-policy', contentSecurityPolicy)
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      .header('cache-control', 'no-cache')
      .header('vary', 'Accept')
      .type('text/html; charset=utf-8')
      .send(await playgroundPage(options, names));
  });

  for (const name of names.filter(each => extname(each) in mediaTypes)) {
    app.get(assetPrefix + name, (request, reply) => sendAsset(request, reply, folder + name));
  }
};

// The browser's half of the playground. Bundled by build-playground.ts; the page that loads it is made by
// src/web/playground.ts, which leaves the settings in a JSON block, so that no script has to be inline.
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import EditorWorker from 'monaco-editor/esm/vs/editor/editor.worker.js?worker';
import JsonWorker from 'monaco-editor/esm/vs/language/json/json.worker.js?worker';
import GraphQLWorker from 'monaco-graphql/esm/graphql.worker.js?worker';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

const workers = { json: JsonWorker, graphql: GraphQLWorker };

globalThis.MonacoEnvironment = {
  getWorker: (_moduleId, label) => new (workers[label] ?? EditorWorker)(),
};

const settings = JSON.parse(document.getElementById('playground-settings').textContent);

/** A link may carry an operation of its own: /graphql?query=...&variables=... */
const linkedTab = () => {
  const asked = new URLSearchParams(location.search);
  const query = asked.get('query');
  return query === null ? null : { query, variables: asked.get('variables') ?? '{}', headers: null };
};

const isFirstVisit = localStorage.getItem('graphiql:tabState') === null;
const linked = linkedTab();
const tabs = linked === null ? settings.tabs : [linked, ...settings.tabs];
// GraphiQL fills the editors from the tab in front only where it restores a visit: at first, and for a link,
// it wants to be told.
const shown = linked ?? (isFirstVisit ? tabs[0] : undefined);

const send = createGraphiQLFetcher({ url: settings.endpoint });

const defines = (document, name) =>
  new RegExp(`\\b(?:query|mutation|subscription)\\s+${name}\\b`).test(document);

/*
 * GraphiQL learns the name of a tab's operation only a moment after the tab is shown. Whoever runs it at once
 * would send the name from the tab before, which the document does not hold; without a name it runs.
 */
const fetcher = (request, options) => {
  const { operationName, ...unnamed } = request;
  const isStale = operationName && !defines(request.query, operationName);
  return send(isStale ? unnamed : request, options);
};

const logo = createElement(
  GraphiQL.Logo,
  {},
  createElement('a', { href: '/', className: 'khabar-logo' }, 'Khabar'),
);

createRoot(document.getElementById('playground')).render(
  createElement(
    GraphiQL,
    {
      fetcher,
      defaultTabs: tabs,
      initialQuery: shown?.query,
      initialVariables: shown?.variables,
      initialHeaders: shown?.headers ?? undefined,
      defaultEditorToolsVisibility: 'variables',
      // Keys belong to one visit: they are not left behind in the browser's storage.
      shouldPersistHeaders: false,
    },
    logo,
  ),
);

/** Builds the playground into `.cache/playground`: files that any server of files can serve, from any folder. */
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

/** Graphviz is WebAssembly; nothing else is allowed beyond what comes from where the page does. */
const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; base-uri 'none'; form-action 'none'";

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Puts the policy into the page, and the names of all files into the service worker, which keeps them for later. */
function finishPage(): Plugin {
  return {
    name: 'finish-page',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY }, injectTo: 'head-prepend' },
    ],
    generateBundle(_, bundle) {
      const files = ['./', 'favicon.svg', ...Object.keys(bundle).filter((name) => name !== 'index.html')].sort();
      this.emitFile({ type: 'prebuilt-chunk', fileName: 'offline.js', code: offlineScript(files) });
    },
  };
}

/** A service worker that answers from its cache. Names of files change with what is in them, and so does the name of the cache. */
function offlineScript(files: readonly string[]): string {
  let version = 0;
  for (const character of files.join()) version = (Math.imul(version, 31) + character.charCodeAt(0)) >>> 0;
  return `const FILES = ${JSON.stringify(files)};
const CACHE = 'taskgraph-${version.toString(36)}';
addEventListener('install', (event) => {
  skipWaiting();
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)));
});
addEventListener('activate', (event) => {
  const old = async () => {
    for (const name of await caches.keys()) if (name.startsWith('taskgraph-') && name !== CACHE) await caches.delete(name);
    await clients.claim();
  };
  event.waitUntil(old());
});
addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET') return;
  event.respondWith(caches.match(event.request, { ignoreSearch: true }).then((kept) => kept ?? fetch(event.request)));
});
`;
}

export default defineConfig({
  root: path('.'),
  base: './',
  cacheDir: path('../../.cache/vite'),
  plugins: [finishPage()],
  worker: { format: 'es' },
  build: {
    outDir: path('../../.cache/playground'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
  },
  preview: { port: 4173, headers: { 'Content-Security-Policy': POLICY } },
});

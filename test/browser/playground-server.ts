/** The playground, built, and served as any server of files would, with the policy as a header too so that workers have it. */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { build } from 'vite';
import { ROOT } from '../helpers/root.js';

const BUILT = `${ROOT}.cache/playground/`;
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface PlaygroundServer {
  /** With a slash at its end. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Builds the playground as `npm run playground` does. */
export async function buildPlayground(): Promise<void> {
  await build({ configFile: `${ROOT}docs/playground/vite.config.ts`, logLevel: 'silent' });
}

/** Serves what was built: nothing but its files. */
export async function servePlayground(): Promise<PlaygroundServer> {
  const names = readdirSync(BUILT, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = new Map(
    names.map(({ parentPath, name }) => {
      const path = `${parentPath}/${name}`.replaceAll('//', '/');
      return [`/${path.slice(BUILT.length)}`, readFileSync(path)];
    }),
  );
  const page = String(files.get('/index.html'));
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'");
  if (policy === undefined) throw new Error('the page has no policy');
  const server: Server = createServer(({ url }, response) => {
    const path = url === '/' ? '/index.html' : (url ?? '');
    const body = files.get(path);
    if (body === undefined) response.writeHead(404).end();
    else
      response
        .writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/plain', 'content-security-policy': policy })
        .end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

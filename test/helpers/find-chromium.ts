/** A Chromium to test in: one that is installed, else the one that comes with the packages of the project. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ROOT } from './root.js';

/** What starts a browser. */
export interface Executable {
  readonly executablePath: string;
  /** Variables that it needs beside those of this process. */
  readonly env: Readonly<Record<string, string>>;
}

/** What a Chromium is called where a system has one. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Where the packaged one is kept; the folder is named after its version. */
const UNPACKED = join(ROOT, '.cache', 'chromium-143.0.4');

/** The package unpacks into the folder for temporary files, and its libraries only where it takes itself to be on a server of theirs. */
const UNPACK = "import chromium from '@sparticuz/chromium'; await chromium.executablePath();";

/**
 * What the variable CHROMIUM names: a file, or `package` for the one of the packages; without it the first on the PATH, else that
 * of the packages.
 * @throws Error where the file named is none that can be run, or the packaged one does not fit the machine
 */
export function findChromium({ CHROMIUM: named = '', PATH = '' }: NodeJS.ProcessEnv = process.env): Executable {
  if (named === 'package') return packagedChromium();
  if (named !== '') {
    if (!isExecutable(named)) throw new Error(`CHROMIUM names ${named}, which cannot be run`);
    return { executablePath: named, env: {} };
  }
  const folders = PATH.split(delimiter).filter((folder) => folder !== '');
  const installed = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
  return installed === undefined ? packagedChromium() : { executablePath: installed, env: {} };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The one of the packages, with its own libraries and fonts, unpacked when it is first asked for. */
function packagedChromium(): Executable {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('no Chromium on the PATH, and the one of the packages is for Linux on x64: name one in CHROMIUM');
  }
  if (!existsSync(UNPACKED)) unpack();
  return {
    executablePath: join(UNPACKED, 'chromium'),
    env: {
      LD_LIBRARY_PATH: join(UNPACKED, 'al2023/lib'),
      FONTCONFIG_FILE: join(UNPACKED, 'fonts.conf'),
    },
  };
}

/** Beside its place first: a run that is ended meanwhile leaves no half of it there. */
function unpack(): void {
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  const folder = mkdtempSync(`${UNPACKED}-`);
  execFileSync(process.execPath, ['--input-type=module', '--eval', UNPACK], {
    cwd: ROOT,
    env: { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' },
  });
  writeFileSync(
    join(folder, 'fonts.conf'),
    `<fontconfig><dir>${join(UNPACKED, 'fonts')}</dir><cachedir>${join(UNPACKED, 'fonts-cache')}</cachedir></fontconfig>\n`,
  );
  try {
    renameSync(folder, UNPACKED);
  } catch (error) {
    // Another run was faster.
    rmSync(folder, { recursive: true });
    if (!existsSync(UNPACKED)) throw error;
  }
}

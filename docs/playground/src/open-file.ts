/** Files of the reader, from the dialogue or dropped on the page. They are read here and go nowhere. */
import { byId } from './dom.js';

type Take = (fileName: string, text: string) => void;

/** Above this the editor is no place for it: the command reads files of any size. */
const MOST_BYTES = 5_000_000;

/** Sets up both ways to open a file; `refuse` is told why one was not opened. */
export function setUpFiles(take: Take, refuse: (why: string) => void): void {
  const input = byId<HTMLInputElement>('file');
  const drop = byId('drop');
  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    if (file.size > MOST_BYTES) return refuse(`${file.name} is larger than 5 MB; the command reads it.`);
    take(file.name, decode(new Uint8Array(await file.arrayBuffer())));
  };
  byId('open').addEventListener('click', () => input.click());
  input.addEventListener('change', () => {
    void read(input.files?.[0]);
    input.value = '';
  });
  const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;
  addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    drop.hidden = false;
  });
  addEventListener('dragleave', ({ relatedTarget }) => {
    if (relatedTarget === null) drop.hidden = true;
  });
  addEventListener(
    'drop',
    (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      drop.hidden = true;
      void read(event.dataTransfer?.files[0]);
    },
    { capture: true },
  );
}

/** Files written on Windows may be UTF-16; they then begin with a mark. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const label =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(label).decode(bytes);
}

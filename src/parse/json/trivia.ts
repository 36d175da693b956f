/** White space and comments among broken JSON. The only importer of jsonc-parser, whose scanner tolerates anything. */
import { createScanner } from 'jsonc-parser';

/** jsonc-parser's token kinds that say nothing: comments, line breaks and blanks; its own enum exists at compile time only. */
const TRIVIA = { first: 12, last: 15 } as const;

/** Gives the offset behind the comment or white space at an offset; the offset itself where none stands. */
export function triviaScanner(text: string): (at: number) => number {
  const scanner = createScanner(text, false);
  return (at) => {
    scanner.setPosition(at);
    const kind = scanner.scan() as number;
    const isTrivia = kind >= TRIVIA.first && kind <= TRIVIA.last;
    // The scanner ends a comment that is cut off in its first two characters behind the text.
    return isTrivia ? Math.min(scanner.getPosition(), text.length) : at;
  };
}

/** Numbers texts by equality, so that long ones are compared once. */
export class Interner {
  readonly #ids = new Map<string, number>();

  /** The same number for the same text, from 0. */
  id(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.#ids.size;
    this.#ids.set(text, id);
    return id;
  }
}

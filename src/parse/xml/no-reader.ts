/** In a browser, in place of `reader.ts`: the recovery reads well-formed XML just so, and is there anyway. */

/** The root element of well-formed XML, or null where it is left to the recovery: here, always. */
export function readXml(_xml: string): null {
  return null;
}

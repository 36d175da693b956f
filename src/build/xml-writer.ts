/** What writes XML. The only importer of xmlbuilder2; browsers have what `bundle-xml-writer.mjs` makes of it in its place. */
import { create } from 'xmlbuilder2';

export { create };

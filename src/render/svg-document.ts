/** Pictures as files of their own. */
import { type Markup, markup } from './markup.js';

/** An SVG file that needs nothing else: it has its style, and a name for those who hear it. Sizes are pixels. */
export function svgDocument(
  title: string,
  { width, height }: { readonly width: number; readonly height: number },
  style: string,
  body: Markup,
): string {
  return markup`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title">
<title id="title">${title}</title>
<style>
${{ markup: style }}</style>
<rect class="tg-ground" width="100%" height="100%"/>
${body}</svg>
`.markup;
}

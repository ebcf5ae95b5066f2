/** A page as `scripts/app-pages.mjs` makes it: one HTML document. */
declare module '*/page.html' {
  const html: string;
  export default html;
}

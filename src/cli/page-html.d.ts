/** A page as `scripts/app-pages.ts` makes it: one HTML document. */
declare module '*/page.html' {
  const html: string;
  export default html;
}

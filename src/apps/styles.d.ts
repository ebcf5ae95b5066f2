/** A style sheet: it ends in the page's document. */
declare module '*.css';

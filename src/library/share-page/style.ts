/** How the public page looks: one small style sheet inside the page, so that nothing else has to be fetched. */
import { createHash } from 'node:crypto';

export const style = `
:root { color-scheme: light dark; --paper: #fbfaf8; --ink: #1d1c1a; --soft: #6b6862; --line: #e4e1db; --accent: #1f5f8b; --tile: #ece9e3 }
@media (prefers-color-scheme: dark) {
  :root { --paper: #161615; --ink: #eeebe5; --soft: #a19d95; --line: #33312e; --accent: #8fc3ea; --tile: #262523 }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
a { color: var(--accent); text-underline-offset: .2em }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
header, footer, nav, main.notice, figcaption { padding: 0 max(1rem, env(safe-area-inset-left)) }
header { padding-block: clamp(1.5rem, 5vw, 3.5rem) clamp(1rem, 3vw, 2rem); max-width: 60rem }
h1 { margin: 0; font: 600 clamp(1.6rem, 5vw, 2.6rem)/1.15 Georgia, 'Times New Roman', serif; overflow-wrap: anywhere }
.text { margin: .6rem 0 0; max-width: 42rem; white-space: pre-line; overflow-wrap: anywhere }
.facts { margin: .6rem 0 0; color: var(--soft); font-size: .9rem }
.grid { display: flex; flex-wrap: wrap; gap: 4px; margin: 0; padding: 0 4px; list-style: none }
.grid li { flex: 1 1 auto; height: clamp(6.5rem, 21vw, 13rem); min-width: 4rem; background: var(--tile) }
.grid li:last-child { flex-grow: 0 }
.grid a { position: relative; display: block; height: 100%; color: inherit; text-decoration: none }
.grid img { display: block; width: auto; height: 100%; min-width: 100%; max-width: 90vw; object-fit: cover }
.grid a:hover img { filter: brightness(1.07) }
.badge { position: absolute; right: .4rem; bottom: .4rem; padding: 0 .45rem; border-radius: 1rem; background: #000a; color: #fff; font-size: .75rem }
.blank { display: grid; place-items: center; height: 100%; min-width: 8rem; padding: .5rem; color: var(--soft); font-size: .8rem; overflow-wrap: anywhere }
nav { display: flex; flex-wrap: wrap; gap: .5rem 1.2rem; align-items: center; padding-block: 1rem }
nav .push { margin-inline-start: auto }
footer { padding-block: 1.5rem 2.5rem; color: var(--soft); font-size: .85rem }
figure { margin: 0 }
figure > img, figure > video { display: block; width: auto; height: auto; max-width: 100%; max-height: 82vh; margin: 0 auto; background: var(--tile) }
figcaption { max-width: 46rem; margin: 0 auto; padding-block: 1.2rem }
figcaption h1 { font-size: 1.15rem; font-family: inherit }
.button { display: inline-block; margin-top: 1rem; padding: .5rem 1.1rem; border: 1px solid var(--accent); border-radius: .5rem; background: none; color: var(--accent); font: inherit; text-decoration: none; cursor: pointer }
.notice { max-width: 30rem; margin: 18vh auto 0 }
label { display: block; margin: 1.2rem 0 .3rem }
input { width: 100%; padding: .55rem .7rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--tile); color: inherit; font: inherit }
.wrong { margin: 1rem 0 0; font-weight: 600 }
`;

/** What the Content-Security-Policy calls this very style sheet. */
export const styleHash = `sha256-${createHash('sha256').update(style).digest('base64')}`;

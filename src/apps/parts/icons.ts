/** Small signs, drawn: fonts differ, and the pages load none. Screen readers pass them over. */

const signs = {
  close: 'M5 5l14 14M19 5L5 19',
  left: 'M15 5l-7 7 7 7',
  right: 'M9 5l7 7-7 7',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  expand: 'M9 4H4v5M15 4h5v5M9 20H4v-5M15 20h5v-5',
  shrink: 'M4 9h5V4M20 9h-5V4M4 15h5v5M20 15h-5v5',
  undo: 'M8 5L4 9l4 4M4.5 9H14a5.5 5.5 0 010 11h-4',
  more: 'M6 9.5l6 6 6-6',
} as const;

const namespace = 'http://www.w3.org/2000/svg';

/** As large as the text around it. */
export function icon(sign: keyof typeof signs): SVGSVGElement {
  const drawing = document.createElementNS(namespace, 'svg');
  const facts = { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true', focusable: 'false' };
  for (const [name, value] of Object.entries(facts)) drawing.setAttribute(name, value);
  const line = document.createElementNS(namespace, 'path');
  line.setAttribute('d', signs[sign]);
  drawing.append(line);
  return drawing;
}

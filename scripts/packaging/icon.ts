/** The icon: two prints of the sun over the sea, the front one held by the corners of an album. */
import sharp from 'sharp';

const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">
  <rect width="512" height="512" rx="112" fill="#17324d"/>
  <rect x="112" y="104" width="304" height="252" rx="14" fill="#8fb3cf" transform="rotate(-9 264 230)"/>
  <rect x="96" y="140" width="320" height="268" rx="14" fill="#fffaf0"/>
  <clipPath id="print"><rect x="120" y="164" width="272" height="220" rx="4"/></clipPath>
  <g clip-path="url(#print)">
    <rect x="120" y="164" width="272" height="220" fill="#f6c667"/>
    <circle cx="256" cy="284" r="62" fill="#fff1c9"/>
    <rect x="120" y="290" width="272" height="94" fill="#2f7d8c"/>
    <path d="M120 330q34-18 68 0t68 0 68 0 68 0v54H120z" fill="#24606c"/>
  </g>
  <path d="M84 128h72l-72 72zM428 128h-72l72 72zM84 420h72l-72-72zM428 420h-72l72-72z" fill="#d9603b"/>
</svg>`;

/** The icon as a PNG of 512 × 512, the size that Claude Desktop recommends. */
export function iconPng(): Promise<Buffer> {
  return sharp(Buffer.from(drawing)).resize(512, 512).png({ compressionLevel: 9, palette: true }).toBuffer();
}

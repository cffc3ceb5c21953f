import type { Art, ArtLayer } from '@dangol/domain/catalogue/model.ts'
import { linear, radial, shade, swatch } from '../drawing.ts'
import { collarLayers, printLayers, sleeveLayers } from './art-details.ts'
import { BACK, FRONT, TORSO } from './art-shapes.ts'

const cloth = (id: string, of: string) =>
  linear(id, [
    [0, shade(of, 12)],
    [0.5, swatch(of)],
    [1, shade(of, -16)],
  ])

const defs = `<defs>${[
  radial('ground', [
    [0, '#000', 0.3],
    [0.6, '#000', 0.1],
    [1, '#000', 0],
  ]),
  cloth('main', 'main'),
  cloth('sleeve', 'sleeve-colour'),
  linear(
    'fold',
    [
      [0, '#000', 0.3],
      [0.14, '#fff', 0.1],
      [0.3, '#000', 0.04],
      [0.48, '#fff', 0.14],
      [0.66, '#000', 0.06],
      [0.86, '#fff', 0.08],
      [1, '#000', 0.34],
    ],
    '0 0 1 0',
  ),
  '<filter id="soft" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="9"/></filter>',
].join('')}<clipPath id="torso-clip"><path id="torso" d="${TORSO}"/></clipPath></defs>`

const PATTERN = swatch('second')
const repeat = (count: number, shape: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => shape(i)).join('')
const PATTERNS: Readonly<Record<string, string>> = {
  plain: '',
  stripes: repeat(4, (i) => `<rect x="${-182 + i * 104}" y="-10" width="52" height="720"/>`),
  hoops: repeat(5, (i) => `<rect x="-260" y="${110 + i * 124}" width="520" height="62"/>`),
  pinstripes: repeat(17, (i) => `<rect x="${-226 + i * 28}" y="-10" width="4.5" height="720"/>`),
  halves: '<rect y="-10" width="300" height="720"/>',
  sash: '<path d="M-230 40L-130 -10L250 560V690Z"/>',
  chevron: '<path d="M-260 150L0 290L260 150V226L0 366L-260 226Z"/>',
  waves: repeat(
    5,
    (i) =>
      `<path opacity="${Math.round((0.35 + i * 0.16) * 100) / 100}" d="M-260 ${300 + i * 86}C-200 ${256 + i * 86} -130 ${256 + i * 86} -70 ${296 + i * 86}S60 ${340 + i * 86} 130 ${292 + i * 86}S230 ${262 + i * 86} 260 ${280 + i * 86}V${344 + i * 86}C200 ${322 + i * 86} 150 ${350 + i * 86} 110 ${366 + i * 86}S-20 ${380 + i * 86} -80 ${346 + i * 86}S-210 ${330 + i * 86} -260 ${372 + i * 86}Z"/>`,
  ),
}

const shading = `<use href="#torso" fill="url(#fold)"/><g clip-path="url(#torso-clip)" fill="none" stroke-linecap="round" filter="url(#soft)"><path d="M-190 170C-150 230 -150 330 -186 430M196 180C150 250 152 340 190 450" stroke="#000" stroke-width="16" opacity=".22"/><path d="M-150 560C-80 520 -30 600 60 560S170 560 200 540" stroke="#000" stroke-width="14" opacity=".16"/><path d="M-120 120C-110 260 -130 420 -110 640M110 140C96 300 118 440 100 640" stroke="#fff" stroke-width="20" opacity=".13"/></g>`
const FABRICS: Readonly<Record<string, string>> = {
  replica: '',
  pro: '<pattern id="weave" width="7" height="7" patternUnits="userSpaceOnUse"><circle cx="3.5" cy="3.5" r="1.3" fill="#000" opacity=".3"/></pattern>',
  recycled:
    '<pattern id="weave" width="12" height="8" patternUnits="userSpaceOnUse"><path d="M0 2H5M7 6H11" stroke="#fff" stroke-width="1" opacity=".3"/></pattern>',
}

/** Front and back are one garment seen twice: what they share is drawn once and placed twice. */
export const jerseyArt: Art = {
  viewBox: '0 0 1340 900',
  layers: [
    { id: 'defs', svg: defs },
    ...sleeveLayers,
    ...Object.entries(PATTERNS).map(([id, svg]): ArtLayer => ({
      id: `pattern-${id}`,
      when: { pattern: [id] },
      svg: `<defs><g id="pattern" clip-path="url(#torso-clip)" fill="${PATTERN}">${svg}</g></defs>`,
    })),
    ...Object.entries(FABRICS).map(([id, svg]): ArtLayer => ({
      id: `fabric-${id}`,
      when: { fabric: [id] },
      svg: `<defs>${svg}<g id="weave-over">${svg ? '<use href="#torso" fill="url(#weave)"/>' : ''}</g></defs>`,
    })),
    {
      id: 'garment',
      svg: `<defs><g id="garment"><use href="#sleeves"/><use href="#torso" fill="url(#main)"/><use href="#pattern"/><use href="#weave-over"/>${shading}<path d="M-204 664C-100 690 100 690 204 664" fill="none" stroke="${shade('trim', -10)}" stroke-width="7"/><use href="#torso" fill="none" stroke="${shade('main', -60)}" stroke-width="1.6"/></g></defs>`,
    },
    {
      id: 'placed',
      svg: `<ellipse cx="420" cy="856" rx="330" ry="24" fill="url(#ground)"/><ellipse cx="960" cy="836" rx="300" ry="20" fill="url(#ground)"/><use href="#garment" transform="${BACK}"/>`,
    },
    ...printLayers('back'),
    { id: 'front', svg: `<use href="#garment" transform="${FRONT}"/>` },
    ...collarLayers,
    ...printLayers('front'),
  ],
}

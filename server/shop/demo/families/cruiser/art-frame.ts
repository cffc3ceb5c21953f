import type { ArtLayer } from '@dangol/domain/catalogue/model.ts'
import { circle, path, shade, swatch, tube } from '../drawing.ts'

const FRAME = 'frame-colour'

/** Swingarm, belt and shocks. */
export const rearLayers: readonly ArtLayer[] = [
  {
    id: 'swingarm-standard',
    when: { swingarm: ['standard'] },
    svg: tube('M448 596L262 566', 17, FRAME) + circle(262, 564, 13, `fill="${shade(FRAME, -20)}"`),
  },
  {
    id: 'swingarm-wide',
    when: { swingarm: ['wide'] },
    svg:
      path('M460 574L258 546Q236 564 258 584L440 622Z', `fill="url(#m-frame)" stroke="${shade(FRAME, -60)}"`) +
      path('M440 586L300 566L300 572L432 606Z', `fill="${shade(FRAME, -55)}"`) +
      circle(262, 564, 14, `fill="${shade(FRAME, 20)}"`),
  },
  { id: 'axle', svg: circle(262, 564, 8, 'fill="#c8cdd1"') + circle(262, 564, 4, 'fill="#4b4f53"') },
]

const spring = (coils: number, y0: number, y1: number) => {
  const step = (y1 - y0) / coils
  return Array.from({ length: coils }, (_, i) => {
    const y = Math.round((y0 + i * step) * 10) / 10
    return `M-11 ${y}L11 ${Math.round((y + step * 0.62) * 10) / 10}`
  }).join('')
}

const shock = (length: number, body: string) =>
  `<g transform="translate(300 552) rotate(24)"><rect x="-5" y="${-length}" width="10" height="${length}" rx="4" fill="#9ba0a5"/>${body}<use href="#shock-top" y="${-length}"/><use href="#shock-top"/></g>`

const coils = (count: number, from: number, to: number) =>
  `<path d="${spring(count, from, to)}" stroke="${shade('anodising', -50)}" stroke-width="7.5" stroke-linecap="round"/><path d="${spring(count, from, to)}" stroke="${shade('anodising', 18)}" stroke-width="4" stroke-linecap="round"/>`

const SHOCKS: Readonly<Record<string, string>> = {
  standard: shock(142, coils(9, -124, -22)),
  progressive: shock(142, coils(6, -124, -72) + coils(7, -70, -20)),
  lowered: shock(118, coils(8, -102, -20)),
  piggyback: shock(
    142,
    `${coils(9, -124, -22)}<rect x="12" y="-138" width="17" height="62" rx="7" fill="${swatch('anodising')}"/><rect x="15" y="-134" width="4" height="54" rx="2" fill="#fff" opacity=".5"/>`,
  ),
  air: shock(
    142,
    '<rect x="-15" y="-122" width="30" height="50" rx="13" fill="#222426"/><rect x="-15" y="-78" width="30" height="50" rx="13" fill="#2c2e31"/><rect x="-9" y="-118" width="5" height="84" rx="2.5" fill="#fff" opacity=".2"/>',
  ),
}

/** The loop that carries everything. */
export const frameLayers: readonly ArtLayer[] = [
  {
    id: 'frame',
    svg:
      tube('M768 312L742 616Q738 648 706 650L466 650Q440 650 434 622', 17, FRAME) +
      tube('M772 300L520 398L318 436', 17, FRAME) +
      tube('M512 398Q452 470 440 606', 17, FRAME) +
      path('M430 574L474 560L486 636L434 640Z', `fill="${shade(FRAME, -30)}"`) +
      circle(450, 598, 11, 'fill="#b9bec2"') +
      circle(450, 598, 5, 'fill="#55595d"') +
      tube('M792 332L758 268', 30, FRAME),
  },
]

/** Shocks, in front of the fender. */
export const shockLayers: readonly ArtLayer[] = [
  {
    id: 'shock-ends',
    svg: `<defs><g id="shock-top"><circle r="9" fill="#33363a"/><circle r="4" fill="#c9ced2"/></g></defs>`,
  },
  ...Object.entries(SHOCKS).map(([id, svg]): ArtLayer => ({ id: `shock-${id}`, when: { shock: [id] }, svg })),
]

/** Along the fork: the origin is the front axle, up is towards the handlebar. */
const onFork = (svg: string) => `<g transform="translate(945 562) rotate(-31.4)">${svg}</g>`

const clamps =
  '<rect x="-22" y="-340" width="44" height="14" rx="6" fill="url(#m-fork)" stroke="#000" stroke-opacity=".4"/><rect x="-20" y="-282" width="40" height="15" rx="6" fill="url(#m-fork)" stroke="#000" stroke-opacity=".4"/>'
const leg = (x: number, y: number, width: number, height: number) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${Math.min(6, width / 3)}" fill="url(#m-fork)" stroke="#000" stroke-opacity=".45"/>`
const foot = `<rect x="-12" y="-14" width="24" height="28" rx="11" fill="url(#m-fork)" stroke="#000" stroke-opacity=".45"/>${circle(0, 0, 7, 'fill="#e1e4e6"')}${circle(0, 0, 3.5, 'fill="#54585c"')}`

const FAR_LEG = '<rect x="6" y="-330" width="11" height="322" rx="5" fill="#303236"/>'

const FORKS: Readonly<Record<string, string>> = {
  classic:
    '<rect x="-7" y="-345" width="14" height="210" fill="url(#m-stanchion)"/>' +
    leg(-12, -162, 24, 170) +
    leg(-14, -172, 28, 14),
  covered:
    leg(-17, -292, 34, 150) +
    leg(-12, -150, 24, 158) +
    '<path d="M-11 -286V-150" stroke="#fff" stroke-width="2" opacity=".35"/>',
  inverted:
    '<rect x="-8" y="-180" width="16" height="176" fill="url(#m-stanchion)"/>' +
    leg(-15, -345, 30, 205) +
    leg(-17, -152, 34, 14),
  springer:
    `${leg(-8, -345, 11, 350)}${leg(9, -270, 9, 262)}<path d="M-6 -2L24 -14" stroke="#5c6064" stroke-width="11" stroke-linecap="round"/>` +
    `<g transform="translate(15 -276)"><path d="M-10 -60L10 -53M-10 -49L10 -42M-10 -38L10 -31M-10 -27L10 -20M-10 -16L10 -9" stroke="${shade('anodising', -45)}" stroke-width="7" stroke-linecap="round"/><path d="M-10 -60L10 -53M-10 -49L10 -42M-10 -38L10 -31M-10 -27L10 -20M-10 -16L10 -9" stroke="${shade('anodising', 25)}" stroke-width="3.4" stroke-linecap="round"/></g>`,
}

export const forkLayers: readonly ArtLayer[] = [
  {
    id: 'fork-defs',
    svg: '<defs><linearGradient id="m-stanchion"><stop stop-color="#6d7277"/><stop offset=".3" stop-color="#fff"/><stop offset=".6" stop-color="#aeb4b9"/><stop offset="1" stop-color="#4d5155"/></linearGradient></defs>',
  },
  ...Object.entries(FORKS).map(([id, svg]): ArtLayer => ({
    id: `fork-${id}`,
    when: { fork: [id] },
    svg: onFork(FAR_LEG + svg + clamps + foot),
  })),
]

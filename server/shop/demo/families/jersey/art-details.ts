import type { ArtLayer } from '@dangol/domain/catalogue/model.ts'
import { shade, swatch } from '../drawing.ts'
import { BACK, FRONT, LEFT_SLEEVE, RIGHT_SLEEVE } from './art-shapes.ts'

const EDGE = `stroke="${shade('sleeve-colour', -60)}" stroke-width="1.6"`
const TRIM = swatch('trim')
const cuffs = {
  short: 'M322 214L232 258L226 238L314 196ZM-322 214L-232 258L-226 238L-314 196Z',
  long: 'M334 596L262 606L260 576L332 568ZM-334 596L-262 606L-260 576L-332 568Z',
}

/** Sleeves with cuffs, drawn behind the body. */
export const sleeveLayers: readonly ArtLayer[] = (['short', 'long'] as const).map((id) => ({
  id: `sleeves-${id}`,
  when: { sleeves: [id] },
  svg: `<defs><g id="sleeves"><g fill="url(#sleeve)" ${EDGE}><path d="${LEFT_SLEEVE[id]}"/><path d="${RIGHT_SLEEVE[id]}"/></g><g fill="url(#fold)" opacity=".8"><path d="${LEFT_SLEEVE[id]}"/><path d="${RIGHT_SLEEVE[id]}"/></g><path d="${cuffs[id]}" fill="${TRIM}" stroke="${shade('trim', -40)}"/></g></defs>`,
}))

const INSIDE = `<path d="M-96 -34C-60 -66 60 -66 96 -34C60 -18 -60 -18 -96 -34Z" fill="${shade('main', -55)}"/>`
const ring = `fill="none" stroke="${TRIM}" stroke-width="17" stroke-linejoin="round"`
const seam = `fill="none" stroke="${shade('trim', -45)}" stroke-width="1.6"`
const COLLARS: Readonly<Record<string, string>> = {
  crew: `${INSIDE}<path d="M-94 -34C-78 34 78 34 94 -34" fill="${shade('main', -55)}"/><path d="M-94 -34C-78 34 78 34 94 -34" ${ring}/><path d="M-104 -34C-86 46 86 46 104 -34" ${seam}/><path d="M-92 -36C-60 -62 60 -62 92 -36" ${ring}/>`,
  vee: `${INSIDE}<path d="M-94 -34L0 82L94 -34Z" fill="${shade('main', -55)}"/><path d="M-94 -34L0 82L94 -34" ${ring}/><path d="M-106 -32L0 98L106 -32" ${seam}/><path d="M-92 -36C-60 -62 60 -62 92 -36" ${ring}/>`,
  polo: `${INSIDE}<path d="M-92 -36C-60 -66 60 -66 92 -36L78 -14C50 -36 -50 -36 -78 -14Z" fill="${shade('trim', -20)}"/><path d="M-96 -40L-112 12L-46 62L0 8L46 62L112 12L96 -40L10 0L0 8L-10 0Z" fill="${TRIM}" stroke="${shade('trim', -45)}" stroke-width="2"/><path d="M-13 8H13V118H-13Z" fill="${TRIM}" stroke="${shade('trim', -40)}"/><circle cy="48" r="5" fill="${shade('trim', -45)}"/><circle cy="88" r="5" fill="${shade('trim', -45)}"/>`,
  henley: `${INSIDE}<path d="M-94 -34C-78 30 78 30 94 -34" fill="${shade('main', -55)}"/><path d="M-94 -34C-78 30 78 30 94 -34" ${ring}/><path d="M-92 -36C-60 -62 60 -62 92 -36" ${ring}/><path d="M-15 18H15V140H-15Z" fill="${TRIM}" stroke="${shade('trim', -40)}"/><circle cy="44" r="5" fill="${shade('trim', -50)}"/><circle cy="78" r="5" fill="${shade('trim', -50)}"/><circle cy="112" r="5" fill="${shade('trim', -50)}"/>`,
}

/** Neck of the front. */
export const collarLayers: readonly ArtLayer[] = Object.entries(COLLARS).map(([id, svg]) => ({
  id: `collar-${id}`,
  when: { collar: [id] },
  svg: `<g transform="${FRONT}">${svg}</g>`,
}))

const INK = swatch('lettering-colour')
const SANS = `font-family="'Noto Sans KR','Apple SD Gothic Neo','Malgun Gothic',Arial,sans-serif"`
const NARROW = `font-family="'Arial Narrow','Roboto Condensed','Noto Sans KR',Impact,sans-serif"`
const SERIF = `font-family="Rockwell,'Nanum Myeongjo','Noto Serif KR',Georgia,serif"`
const LETTERINGS: Readonly<Record<string, string>> = {
  block: `${SANS} font-weight="900" fill="${INK}"`,
  condensed: `${NARROW} font-weight="700" fill="${INK}" letter-spacing="3"`,
  outline: `${SANS} font-weight="900" fill="none" stroke="${INK}" stroke-width="5" paint-order="stroke"`,
  serif: `${SERIF} font-weight="900" fill="${INK}" stroke="${shade('main', -50)}" stroke-width="3" paint-order="stroke"`,
  felt: `${SANS} font-weight="900" fill="${INK}" stroke="${shade('lettering-colour', -38)}" stroke-width="3.4" stroke-dasharray="7 4"`,
}

const PATCHES: Readonly<Record<string, string>> = {
  league:
    '<circle r="30" fill="#fff"/><circle r="25" fill="#14306b"/><path d="M0 -18L5 -6L18 -5L8 3L11 16L0 9L-11 16L-8 3L-18 -5L-5 -6Z" fill="#f3c93f"/>',
  respect:
    '<rect x="-28" y="-28" width="56" height="56" rx="9" fill="#f2f2ee"/><path d="M0 18C-22 2 -18 -18 -6 -16C-2 -15 0 -11 0 -8C0 -11 2 -15 6 -16C18 -18 22 2 0 18Z" fill="#d63a4a"/>',
  river:
    '<circle r="30" fill="#0f5c84"/><path d="M-26 6C-14 -20 14 -20 26 6" fill="none" stroke="#fff" stroke-width="5"/><path d="M-28 8H28M-14 -6V8M0 -12V8M14 -6V8" stroke="#fff" stroke-width="3"/><path d="M-22 17C-12 11 -6 23 4 17S16 13 22 17" fill="none" stroke="#8fd3e8" stroke-width="3"/>',
  tenth:
    '<path d="M0 -32L9 -12L31 -10L14 5L19 27L0 15L-19 27L-14 5L-31 -10L-9 -12Z" fill="#d9b154" stroke="#8b6a1c" stroke-width="2"/><text y="9" font-family="Arial,sans-serif" font-size="20" font-weight="900" text-anchor="middle" fill="#4d380a">10</text>',
  green:
    '<circle r="29" fill="#e9f1e2"/><path d="M-16 12C-16 -12 4 -20 18 -16C20 6 6 20 -10 16M-18 20L4 -4" fill="none" stroke="#3b7d44" stroke-width="5" stroke-linecap="round"/>',
}
const patches = (side: 'left' | 'right', x: number, angle: number): ArtLayer[] =>
  Object.entries(PATCHES).map(([id, svg]) => ({
    id: `patch-${side}-${id}`,
    when: { [`${side}-patch`]: [id] },
    svg: `<g transform="${FRONT}"><g transform="translate(${x} 132) rotate(${angle})">${svg}</g></g>`,
  }))

const SPONSORS: Readonly<Record<string, string>> = {
  none: '',
  dangol: `<text y="276" ${SANS} font-weight="900" font-size="74" letter-spacing="10" text-anchor="middle" fill="${INK}">단골</text>`,
  hanok: `<g fill="${INK}"><path d="M-128 236C-92 226 -84 206 -70 196H70C84 206 92 226 128 236C100 244 60 238 0 238C-60 238 -100 244 -128 236Z"/><path d="M-84 248H84V258H-84ZM-72 262H-60V300H-72ZM-6 262H6V300H-6ZM60 262H72V300H60Z"/></g>`,
  bridge: `<g fill="none" stroke="${INK}" stroke-width="8" stroke-linecap="round"><path d="M-130 274H130"/><path d="M-110 274C-80 214 -20 214 0 274C20 214 80 214 110 274"/><path d="M-56 230V274M56 230V274" stroke-width="5"/><path d="M-120 300C-90 288 -60 312 -30 300S30 288 60 300S100 310 120 300" stroke-width="5"/></g>`,
}

const SHIELD = 'M-38 -42H38V4C38 34 16 48 0 56C-16 48 -38 34 -38 4Z'
const wave = (colour: string) =>
  `<path d="M-28 10C-16 -6 -8 -4 0 4S18 14 28 0" fill="none" stroke="${colour}" stroke-width="7" stroke-linecap="round"/><path d="M-22 28C-12 16 -6 18 2 24S14 30 20 20" fill="none" stroke="${colour}" stroke-width="6" stroke-linecap="round"/><circle cx="0" cy="-20" r="10" fill="${colour}"/>`
const CRESTS: Readonly<Record<string, string>> = {
  colour: `<path d="${SHIELD}" fill="#12285a" stroke="#f3c93f" stroke-width="5"/>${wave('#f3f6f8')}`,
  mono: `<path d="${SHIELD}" fill="none" stroke="${INK}" stroke-width="5"/>${wave(INK)}`,
  rubber: `<path d="${SHIELD}" fill="#1c1d20" stroke="#000" stroke-width="5"/><path d="M-34 -38H34" stroke="#fff" stroke-width="3" opacity=".5"/>${wave('#c9ced2')}`,
}

const CUTS: Readonly<Record<string, string>> = {
  fan: '',
  player: `<path d="M-198 220C-176 340 -178 470 -206 640M198 220C176 340 178 470 206 640" fill="none" stroke="${TRIM}" stroke-width="6"/>`,
  retro: `<path d="M-190 2C-120 26 -60 30 -40 32M190 2C120 26 60 30 40 32" fill="none" stroke="${TRIM}" stroke-width="9"/>`,
  keeper: `<path d="M-200 60L-120 40L-110 150L-202 170ZM200 60L120 40L110 150L202 170Z" fill="${shade('main', -35)}" opacity=".6"/><path d="M-190 80H-124M-190 100H-122M-190 120H-120M190 80H124M190 100H122M190 120H120" stroke="#fff" stroke-width="3" opacity=".35"/>`,
}

const onFront = (id: string, when: NonNullable<ArtLayer['when']>, svg: string): ArtLayer => ({
  id,
  when,
  svg: svg && `<g transform="${FRONT}">${svg}</g>`,
})

const backPrint = (id: string, style: string): ArtLayer => ({
  id: `back-${id}`,
  when: { lettering: [id] },
  svg: `<g transform="${BACK}" text-anchor="middle" ${style}><text y="112" font-size="58">{{text:name}}</text><text y="384" font-size="236" letter-spacing="-4">{{text:number}}</text></g>`,
})
const backNeck: ArtLayer = {
  id: 'back-neck',
  svg: `<g transform="${BACK}"><path d="M-98 -36C-60 -14 60 -14 98 -36" fill="none" stroke="${TRIM}" stroke-width="15"/><path d="M-98 -36C-60 -56 60 -56 98 -36C60 -18 -60 -18 -98 -36Z" fill="${shade('main', -40)}"/></g>`,
}

/** Everything printed or sewn on, for one view. */
export function printLayers(view: 'front' | 'back'): ArtLayer[] {
  if (view === 'back') return [backNeck, ...Object.entries(LETTERINGS).map(([id, style]) => backPrint(id, style))]
  return [
    ...Object.entries(CUTS).map(([id, svg]) => onFront(`cut-${id}`, { cut: [id] }, svg)),
    ...Object.entries(SPONSORS).map(([id, svg]) => onFront(`sponsor-${id}`, { sponsor: [id] }, svg)),
    ...Object.entries(CRESTS).map(([id, svg]) =>
      onFront(`crest-${id}`, { crest: [id] }, `<g transform="translate(98 142) scale(.86)">${svg}</g>`),
    ),
    ...Object.entries(LETTERINGS).map(([id, style]) =>
      onFront(
        `front-number-${id}`,
        { lettering: [id] },
        `<text x="-100" y="172" font-size="76" text-anchor="middle" ${style}>{{text:number}}</text>`,
      ),
    ),
    ...patches('left', 258, 24),
    ...patches('right', -258, -24),
    onFront(
      'captain',
      { captain: ['armband'] },
      '<g transform="translate(283 196) rotate(66)"><rect x="-22" y="-46" width="40" height="92" rx="5" fill="#f2c230" stroke="#8b6a1c"/><text transform="rotate(-90)" y="12" font-family="Arial,sans-serif" font-size="34" font-weight="900" text-anchor="middle" fill="#1c1d20">C</text></g>',
    ),
  ]
}

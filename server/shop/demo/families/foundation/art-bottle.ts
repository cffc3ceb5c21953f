import type { ArtLayer } from '@dangol/domain/catalogue/model.ts'
import { path, shade } from '../drawing.ts'

const TONE = '{{lab:tone-l:tone-a:tone-b}}'

interface Shape {
  readonly outer: string
  readonly inner: string
  readonly extra: string
}

/** Bottles stand on y = 880 around x = 340; the neck ends at y = 400. */
const SHAPES: Readonly<Record<string, Shape>> = {
  round: {
    outer:
      'M300 400H380V420C380 436 396 442 420 450C452 462 466 486 466 520V838C466 866 448 880 420 880H260C232 880 214 866 214 838V520C214 486 228 462 260 450C284 442 300 436 300 420Z',
    inner:
      'M232 530C234 498 250 480 280 470H400C430 480 446 498 448 530V832C448 852 436 862 416 862H264C244 862 232 852 232 832Z',
    extra: '',
  },
  square: {
    outer: 'M300 400H380V432H458Q470 432 470 446V866Q470 880 456 880H224Q210 880 210 866V446Q210 432 222 432H300Z',
    inner: 'M232 462Q232 454 240 454H440Q448 454 448 462V840Q448 850 438 850H242Q232 850 232 840Z',
    extra: path('M222 440V872M458 440V872', 'stroke="#fff" stroke-width="2" opacity=".6"'),
  },
  facet: {
    outer: 'M300 400H380V420L436 452L472 540V800L436 880H244L208 800V540L244 452L300 420Z',
    inner: 'M256 478H424L452 548V794L424 860H256L228 794V548Z',
    extra:
      path(
        'M244 452L268 546V800L244 880M436 452L412 546V800L436 880M208 540L268 546H412L472 540M208 800L268 800H412L472 800',
        'fill="none" stroke="#fff" stroke-width="2.4" opacity=".55"',
      ) + path('M268 546H412V800H268Z', 'fill="#fff" opacity=".1"'),
  },
  moonjar: {
    outer:
      'M304 400H376V458C470 478 534 572 530 672C526 776 454 852 400 880H280C226 852 154 776 150 672C146 572 210 478 304 458Z',
    inner: 'M300 880Z',
    extra:
      '<path d="M304 400H376V458C470 478 534 572 530 672C526 776 454 852 400 880H280C226 852 154 776 150 672C146 572 210 478 304 458Z" fill="#eee9de"/>' +
      path(
        'M284 700C300 690 372 690 398 700C420 710 420 744 398 752C372 760 306 760 284 752C262 744 262 708 284 700Z',
        `fill="${TONE}"`,
      ) +
      path('M172 590C214 560 262 556 290 584', 'fill="none" stroke="#d8d0c0" stroke-width="3" opacity=".8"'),
  },
}

const LEVELS = { '15': 0.68, '30': 0.86, '50': 1 }

/** Smaller bottles are drawn smaller, standing on the same ground. */
const sized = (volume: string, svg: string) => {
  const scale = LEVELS[volume as keyof typeof LEVELS]
  return `<g transform="translate(${Math.round(340 * (1 - scale))} ${Math.round(880 * (1 - scale))}) scale(${scale})">${svg}</g>`
}

const PUMP =
  '<rect x="292" y="330" width="96" height="78" rx="8" fill="url(#m-cap)"/><rect x="318" y="270" width="44" height="66" rx="6" fill="url(#m-cap)"/><path d="M300 240H372Q384 240 384 252V276H300Q250 276 232 296L222 290Q240 240 300 240Z" fill="url(#m-cap)"/>' +
  `<path d="M300 252H366" stroke="#fff" stroke-width="4" opacity=".6" stroke-linecap="round"/><rect x="292" y="396" width="96" height="5" fill="${shade('cap', -55)}"/>`
const DROPPER =
  '<rect x="296" y="330" width="88" height="78" rx="6" fill="url(#m-cap)"/><path d="M312 332C304 290 308 212 340 206C372 212 376 290 368 332Z" fill="#2a2b2d"/><path d="M324 320C320 280 322 238 334 222" stroke="#fff" stroke-width="6" opacity=".25" fill="none" stroke-linecap="round"/>' +
  `<rect x="296" y="352" width="88" height="3" fill="${shade('cap', -50)}"/><rect x="296" y="366" width="88" height="3" fill="${shade('cap', -50)}"/>`
const CAP =
  '<path d="M284 270Q284 256 298 256H382Q396 256 396 270V400Q396 408 388 408H292Q284 408 284 400Z" fill="url(#m-cap)"/><ellipse cx="340" cy="262" rx="52" ry="8" fill="#fff" opacity=".35"/>' +
  `<rect x="284" y="384" width="112" height="4" fill="${shade('cap', -50)}"/>`
const DISPENSERS: Readonly<Record<string, string>> = { pump: PUMP, dropper: DROPPER, spatula: CAP }

const label =
  '<text x="340" y="600" font-family="Georgia,\'Nanum Myeongjo\',serif" font-size="44" letter-spacing="6" text-anchor="middle" fill="#fff" fill-opacity=".92" stroke="#000" stroke-opacity=".25" stroke-width="1">살결</text><path d="M308 622H372" stroke="#fff" stroke-width="2" opacity=".8"/><text x="340" y="650" font-family="Georgia,serif" font-size="17" letter-spacing="5" text-anchor="middle" fill="#fff" fill-opacity=".9">SALGYEOL</text>'
const jarLabel =
  '<text x="340" y="610" font-family="Georgia,\'Nanum Myeongjo\',serif" font-size="44" letter-spacing="6" text-anchor="middle" fill="#6c6252">살결</text><text x="340" y="644" font-family="Georgia,serif" font-size="17" letter-spacing="5" text-anchor="middle" fill="#6c6252">SALGYEOL</text>'
const engraved = (colour: string, y: number) =>
  `<text x="340" y="${y}" font-family="Georgia,'Nanum Myeongjo',serif" font-style="italic" font-size="27" text-anchor="middle" fill="${colour}">{{text:engraving}}</text>`

function bottle(id: string, { outer, inner, extra }: Shape): string {
  if (id === 'moonjar')
    return (
      extra +
      path(outer, 'fill="url(#body)" opacity=".55"') +
      path(outer, 'fill="none" stroke="#b9b09e" stroke-width="1.6"') +
      jarLabel +
      engraved('#6c6252', 830)
    )
  return (
    path(outer, 'fill="#eef3f5" fill-opacity=".55"') +
    path(inner, `fill="${TONE}"`) +
    path(inner, 'fill="url(#body)" opacity=".7"') +
    path(outer, 'fill="url(#glass)" stroke="#9fabb3" stroke-opacity=".8" stroke-width="1.6"') +
    extra +
    '<path d="M246 520C244 600 244 720 248 800" stroke="#fff" stroke-width="11" stroke-linecap="round" opacity=".5" fill="none"/>' +
    label +
    engraved('#fff', 790)
  )
}

/** Bottle, dispenser and engraving, by size. */
export const bottleLayers: readonly ArtLayer[] = [
  ...Object.entries(SHAPES).map(([id, shape]): ArtLayer => ({
    id: `bottle-${id}`,
    when: { bottle: [id] },
    svg: `<defs><g id="vessel">${bottle(id, shape)}</g></defs>`,
  })),
  ...Object.entries(DISPENSERS).map(([id, svg]): ArtLayer => ({
    id: `dispenser-${id}`,
    when: { dispenser: [id] },
    svg: `<defs><g id="top">${svg}</g></defs>`,
  })),
  ...Object.keys(LEVELS).map((volume): ArtLayer => ({
    id: `volume-${volume}`,
    when: { volume: [volume] },
    svg: sized(volume, '<use href="#vessel"/><use href="#top"/>'),
  })),
]

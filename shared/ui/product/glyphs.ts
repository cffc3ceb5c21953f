/** Line drawings on a 48 × 48 field: `body` takes the product's colour, `lines` are drawn over it. */
export interface Glyph {
  readonly body: string
  readonly lines: string
}

const BOX: Glyph = {
  body: 'M8 20h32v20a2 2 0 0 1-2 2H10a2 2 0 0 1-2-2z',
  lines: 'M6 14h36v6H6zM24 14v28M24 14c-4-8-13-8-12-3 .6 2.6 6 3 12 3zM24 14c4-8 13-8 12-3-.6 2.6-6 3-12 3z',
}

export const GLYPHS: Readonly<Record<string, Glyph>> = {
  helmet: {
    body: 'M6 30C6 17 14 9 25 9s17 9 17 19v4H26l-4 8H12c-4 0-6-4-6-10z',
    lines: 'M30 20h11M14 15c-2 3-3 6-3 9',
  },
  glove: {
    body: 'M14 42V26l-5-6c-2-3 2-6 4-3l4 4V11c0-4 5-4 5 0V9c0-4 5-4 5 0v2c0-3 5-3 5 0v4c0-3 4-3 4 0v13l-4 8v6z',
    lines: 'M22 11v11M27 11v11M32 15v8M14 37h18',
  },
  jacket: {
    body: 'M17 8l-9 6-3 24h7V22v20h24V22v16h7l-3-24-9-6-7 5z',
    lines: 'M24 13v29M17 8l7 5 7-5M16 32h5M27 32h5',
  },
  boot: { body: 'M14 7h14v20l12 6c2 1 3 3 3 6H14z', lines: 'M12 39h31v3H12zM14 13h14M22 19h6M22 24h6' },
  bottle: {
    body: 'M19 14h10c4 4 5 7 5 11v15a3 3 0 0 1-3 3H17a3 3 0 0 1-3-3V25c0-4 1-7 5-11z',
    lines: 'M19 5h10v5H19zM20 10v4M28 10v4M14 28h20M14 35h20',
  },
  sock: {
    body: 'M18 6h13v20c0 3-2 5-4 7l-8 8c-6 5-14-1-10-7l9-9z',
    lines: 'M18 12h13M9 34c4-1 8 2 9 8M31 25c-4 0-6 2-7 6',
  },
  cap: {
    body: 'M8 30c0-11 6-18 15-18s15 7 15 18z',
    lines: 'M38 30H8M38 30c4 1 7 3 7 5-8 0-14-1-19-5M23 12v-2M23 12c-4 4-6 10-6 18',
  },
  bag: { body: 'M9 18h30l3 22a3 3 0 0 1-3 3H9a3 3 0 0 1-3-3z', lines: 'M16 23v-9c0-10 16-10 16 0v9M7 34h34' },
  ball: {
    body: 'M24 6a18 18 0 1 0 0 36 18 18 0 0 0 0-36z',
    lines: 'M24 17l7 5-3 8h-8l-3-8zM24 17V7M31 22l10-4M28 30l6 9M20 30l-6 9M17 22L7 18',
  },
  brush: { body: 'M21 20h6l1 20a4 4 0 0 1-8 0z', lines: 'M17 5h14l-2 11H19zM19 16h10v4H19zM21 6v7M24 6v7M27 6v7' },
  tube: { body: 'M12 6h24l-4 28H16z', lines: 'M12 6h24v4H12zM16 34h16v8H16zM19 17h10M20 22h8' },
  jar: {
    body: 'M9 20h30v19a4 4 0 0 1-4 4H13a4 4 0 0 1-4-4z',
    lines: 'M12 9h24v8H12zM9 20c0-2 2-3 3-3h24c1 0 3 1 3 3M14 27h20v9H14z',
  },
  gift: BOX,
  tool: {
    body: 'M29 20L12 40c-3 3-8-1-5-5l19-18z',
    lines: 'M26 17C24 9 31 4 37 6l-6 6 1 5 5 1 6-6c2 7-4 13-11 10M29 20l-3-3',
  },
  towel: {
    body: 'M10 8h24a5 5 0 0 1 5 5v28H15V13a5 5 0 0 0-5-5z',
    lines: 'M10 8a5 5 0 0 0-4 5v20h9M15 33h24M15 37h24',
  },
  lace: {
    body: 'M17 8h14v6H17z',
    lines: 'M18 14l12 8M30 14l-12 8M18 22l12 8M30 22l-12 8M18 30c-4 4-10 4-9 9s7 3 8-2M30 30c4 4 10 4 9 9s-7 3-8-2',
  },
}

/** The drawing of a name; a name that the kit does not know is a box. */
export const glyphOf = (name: string): Glyph => GLYPHS[name] ?? BOX

/** The colour of all lines on light ground. */
export const INK = '#16181D'
const CHALK = '#F7F5F1'
/** Below this brightness (0 to 255, by the eye's weights) ink lines would drown. */
const DARK = 70

/** The colour of lines that can be seen on a product's colour, given as '#RRGGBB'; other notations count as light. */
export function linesOn(swatch: string): string {
  const [, red, green, blue] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(swatch) ?? []
  if (red === undefined || green === undefined || blue === undefined) return INK
  const brightness = 0.3 * parseInt(red, 16) + 0.59 * parseInt(green, 16) + 0.11 * parseInt(blue, 16)
  return brightness < DARK ? CHALK : INK
}

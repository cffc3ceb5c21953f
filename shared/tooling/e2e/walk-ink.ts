import { INK_MM } from '@dangol/ui/display/mm.ts'

/** Some text of a screen with the ink of its letters, measured in the font and size it stands in. CSS pixels. */
export interface Ink {
  readonly text: string
  /** Height of the ink of a capital letter. */
  readonly capitalPx: number
  /** Height of the ink of a Hangul syllable. */
  readonly hangulPx: number
}

/** Measured in fractions of pixels; a letter does not get harder to read by this. */
const ROUNDING_PX = 0.25

/** Rule A2 of recognition-ux 6.2: one sentence for each text whose letters are too low, of whichever script it is lower in. */
export function inkProblems(inks: readonly Ink[], pitchMm: number): string[] {
  const sentences = inks.flatMap(({ text, capitalPx, hangulPx }) => {
    const ink = Math.min(capitalPx, hangulPx)
    if (ink + ROUNDING_PX >= INK_MM / pitchMm) return []
    return [`"${shortened(text)}": letters of ${(ink * pitchMm).toFixed(2)} mm, needs ${INK_MM} mm`]
  })
  return [...new Set(sentences)]
}

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text)

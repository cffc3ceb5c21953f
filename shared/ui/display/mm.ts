/** Requirements of recognition-ux 6.2 in millimetres: A1 targets and gaps, A2 height of a letter's ink. */
export const TARGET_MM = 15
export const MAIN_TARGET_MM = 20
export const GAP_MM = 2.5
export const INK_MM = 7.25

/** Height of a capital letter in Pretendard, in em; Hangul (0.85 em) is taller. */
const CAPITAL_EM = 0.72

/** CSS pixels of a length on a screen with that pitch, rounded up: a requirement is met, not approached. */
export const pxOf = (mm: number, pitchMm: number): number => Math.ceil(mm / pitchMm)

/** Smallest font size in CSS pixels whose capitals have the ink height asked for. */
export const textPx = (pitchMm: number): number => Math.ceil(INK_MM / CAPITAL_EM / pitchMm)

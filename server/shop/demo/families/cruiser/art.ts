import type { Art } from '@dangol/domain/catalogue/model.ts'

/** The cruiser from its right side, facing right. */
export const cruiserArt: Art = { viewBox: '0 0 1200 760', layers: [] }

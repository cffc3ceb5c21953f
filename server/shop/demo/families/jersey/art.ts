import type { Art } from '@dangol/domain/catalogue/model.ts'

export const jerseyArt: Art = { viewBox: '0 0 1300 900', layers: [] }

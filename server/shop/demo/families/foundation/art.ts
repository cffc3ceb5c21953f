import type { Art } from '@dangol/domain/catalogue/model.ts'

export const foundationArt: Art = { viewBox: '0 0 900 1000', layers: [] }

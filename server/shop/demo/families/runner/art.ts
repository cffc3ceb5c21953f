import type { Art } from '@dangol/domain/catalogue/model.ts'

export const runnerArt: Art = { viewBox: '0 0 1200 800', layers: [] }

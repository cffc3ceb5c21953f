import { readFamily } from '../read-family.ts'

export const cruiser = readFamily(new URL('cruiser.model.yaml', import.meta.url))

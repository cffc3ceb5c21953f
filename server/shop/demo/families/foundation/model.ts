import { readFamily } from '../read-family.ts'

export const foundation = readFamily(new URL('foundation.model.yaml', import.meta.url))

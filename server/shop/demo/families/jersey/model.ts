import { readFamily } from '../read-family.ts'

export const jersey = readFamily(new URL('jersey.model.yaml', import.meta.url))

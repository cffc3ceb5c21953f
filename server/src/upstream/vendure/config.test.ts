import { expect, test } from 'vitest'
import { VendureLinkSchema, VendureMappingSchema } from './config.ts'
import { mappingOf } from './testing/mapping.ts'

const linkWith = (over: object) => ({
  ...{ platform: 'vendure', url: 'https://shop.test/admin-api', keyFile: 'key', mapping: mappingOf() },
  ...over,
})

test('a link says where, with what, and what is called how', () => {
  expect(VendureLinkSchema.safeParse(linkWith({})).success).toBe(true)
  expect(VendureLinkSchema.safeParse(linkWith({ url: 'ftp://shop.test' })).success).toBe(false)
  expect(VendureLinkSchema.safeParse(linkWith({ key: 'in the file itself' })).success).toBe(false)
})

test.each(['cfg Id', 'a}b', '', '1st', 'x'.repeat(61), 'f(id: 1)'])('"%s" is no name of a field', (name) => {
  const mapping = mappingOf()
  const spoilt = { ...mapping, orderLine: { ...mapping.orderLine, configurationId: name } }
  expect(VendureMappingSchema.safeParse(spoilt).success).toBe(false)
})

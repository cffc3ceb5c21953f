import { expect, test } from 'vitest'
import { ShopifyLinkSchema } from './config.ts'
import { missingScopes, scopesFor } from './scopes.ts'
import { linkTo } from './testing/shop-at-hand.ts'

const link = linkTo('https://shop.myshopify.com')

test('[U10] a link file is read, with what may be left out', () => {
  expect(link.mapping.properties.configurationId).toBe('_configurationId')
  expect(link.mapping.taxesIncluded).toBe(true)
})

test.each([
  ['another version', { apiVersion: '2026-13' }],
  ['a version that is not checked any more', { apiVersion: '2024-01' }],
  ['a token over an open line', { url: 'http://shop.myshopify.com' }],
  ['a field that nobody reads', { shop: 'shop' }],
  ['no place', { mapping: { ...link.mapping, locations: {} } }],
  ['a place that is none', { mapping: { ...link.mapping, locations: { home: 'home' } } }],
  [
    'two places that are one of ours',
    {
      mapping: {
        ...link.mapping,
        locations: { 'gid://shopify/Location/1': 'home', 'gid://shopify/Location/2': 'home' },
      },
    },
  ],
  ['a namespace that Shopify refuses', { mapping: { ...link.mapping, lang: { namespace: 'x', key: 'lang' } } }],
])('[U10] %s is refused', (_what, wrong) => {
  expect(ShopifyLinkSchema.safeParse({ ...link, ...wrong }).success).toBe(false)
})

test('customers are written to only where something is written to them', () => {
  const { mapping } = link
  expect(scopesFor(mapping)).toContain('write_customers')
  expect(scopesFor({ ...mapping, savedConfigurations: null, emailMarketing: false })).not.toContain('write_customers')
})

test('whoever may write may read', () => {
  expect(missingScopes(['read_orders', 'write_orders', 'read_products'], ['write_orders'])).toEqual(['read_products'])
})

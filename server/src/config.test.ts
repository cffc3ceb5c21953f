import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { StartRefusal } from './platform/start-refusal.ts'

describe('the configuration', () => {
  test('needs nothing to be set', () => {
    expect(readConfig({})).toMatchObject({
      data: 'data',
      host: '127.0.0.1',
      port: 4600,
      shopUrl: 'http://127.0.0.1:4601',
      tenant: 'dangol-demo',
      ownNames: [],
    })
  })

  test('reaches the shop on the next port, on its own port, or where it is told', () => {
    expect(readConfig({ DANGOL_PORT: '5000' }).shopUrl).toBe('http://127.0.0.1:5001')
    expect(readConfig({ DANGOL_SHOP_PORT: '6000' }).shopUrl).toBe('http://127.0.0.1:6000')
    expect(readConfig({ DANGOL_SHOP_URL: 'https://shop.example' }).shopUrl).toBe('https://shop.example')
  })

  test('takes the names of this server from a list', () => {
    expect(readConfig({ DANGOL_NAMES: ' Store-7.example.com, ,b.example' }).ownNames).toEqual([
      'store-7.example.com',
      'b.example',
    ])
  })

  test.each([
    [{ DANGOL_PORT: '70000' }, 'DANGOL_PORT'],
    [{ DANGOL_SHOP_URL: 'ftp://shop' }, 'DANGOL_SHOP_URL'],
    [{ DANGOL_DATA: '' }, 'DANGOL_DATA'],
    [{ DANGOL_LOG: 'loud' }, 'DANGOL_LOG'],
    [{ DANGOL_TRUST: 'everybody' }, 'DANGOL_TRUST'],
    [{ DANGOL_RECOVER: 'yes' }, 'DANGOL_RECOVER'],
  ])('%o is refused by name', (env, variable) => {
    expect(() => readConfig(env)).toThrow(StartRefusal)
    expect(() => readConfig(env)).toThrow(variable)
  })

  test.each([
    [{}, 'house'],
    [{ DANGOL_TRUST: 'paired' }, 'paired'],
    [{ DANGOL_HOST: '::1' }, 'house'],
    [{ DANGOL_HOST: 'localhost', DANGOL_TRUST: 'house' }, 'house'],
    [{ DANGOL_HOST: '0.0.0.0', DANGOL_TLS: 'tls' }, 'paired'],
    [{ DANGOL_HOST: '192.168.0.7', DANGOL_TLS: 'tls', DANGOL_TRUST: 'paired' }, 'paired'],
  ])('%o trusts %s devices', (env, trust) => {
    expect(readConfig(env)).toMatchObject({ trust })
  })

  test.each([
    [{ DANGOL_HOST: '0.0.0.0' }, /npm run tls/],
    [{ DANGOL_HOST: '::' }, /npm run tls/],
    [{ DANGOL_HOST: '192.168.0.7', DANGOL_TRUST: 'paired' }, /DANGOL_TLS/],
    [{ DANGOL_HOST: 'store-7.internal' }, /DANGOL_TLS/],
    [{ DANGOL_HOST: '0.0.0.0', DANGOL_TLS: 'tls', DANGOL_TRUST: 'house' }, /pair the devices/],
  ])('%o: others are not let in without TLS and paired devices, and the sentence says what to do', (env, sentence) => {
    expect(() => readConfig(env)).toThrow(StartRefusal)
    expect(() => readConfig(env)).toThrow(sentence)
  })
})

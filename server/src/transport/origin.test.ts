import { describe, expect, test } from 'vitest'
import { isOwnHost, isOwnOrigin } from './origin.ts'

const NAMES = ['store-7.example.com']

describe('[A13] a request meant for this server', () => {
  test.each([
    ['127.0.0.1:4600', true],
    ['[::1]:4600', true],
    ['localhost:4600', true],
    ['LOCALHOST', true],
    ['192.168.0.7:80', true],
    ['store-7.example.com:4600', true],
    ['evil.example:4600', false],
    ['store-7.example.com.evil.example', false],
    ['user@127.0.0.1:4600', false],
    ['127.0.0.1:4600/path', false],
    ['', false],
  ])('names host %s: %s', (host, isOwn) => {
    expect(isOwnHost(host, NAMES)).toBe(isOwn)
  })

  test.each([
    ['127.0.0.1:4600', undefined, true],
    ['127.0.0.1:4600', 'http://127.0.0.1:4600', true],
    ['store-7.example.com', 'https://store-7.example.com', true],
    ['127.0.0.1:4600', 'http://127.0.0.1:4601', false],
    ['127.0.0.1:4600', 'http://localhost:4600', false],
    ['127.0.0.1:4600', 'http://evil.example', false],
    ['127.0.0.1:4600', 'null', false],
    ['127.0.0.1:4600', 'file://127.0.0.1:4600', false],
    ['evil.example', 'http://evil.example', false],
    [undefined, undefined, false],
  ])('host %s from page %s: %s', (host, origin, isOwn) => {
    expect(isOwnOrigin({ host, origin }, NAMES)).toBe(isOwn)
  })

  test('a page that came without TLS is not one of a server that serves with it', () => {
    const from = (origin: string) => isOwnOrigin({ host: 'store-7.example.com', origin }, NAMES, true)
    expect(from('https://store-7.example.com')).toBe(true)
    expect(from('http://store-7.example.com')).toBe(false)
  })
})

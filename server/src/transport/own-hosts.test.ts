import { describe, expect, test } from 'vitest'
import { createOwnHosts } from './own-hosts.ts'

const NAMES = ['store-7.internal', '10.1.1.1']
const MACHINE = ['127.0.0.1', '192.168.0.7', 'fe80::7']
const openTo = (listensAt: string) => createOwnHosts({ names: NAMES, listensAt, addresses: () => MACHINE })

describe('a device that believes to speak to', () => {
  test.each([
    ['192.168.0.7:4600', true],
    ['192.168.0.7', true],
    ['[fe80::7]:4600', true],
    ['store-7.internal:443', true],
    ['store-7.internal', true],
    ['10.1.1.1:4600', true],
    ['127.0.0.1:4600', true],
    ['localhost:4600', true],
    // Of a stranger on the network, who would pass on what is proved to it.
    ['192.168.0.66:4600', false],
    ['[fe80::8]:4600', false],
    ['evil.example:4600', false],
    ['store-7.internal.evil.example', false],
    ['STORE-7.internal', false],
    ['user@192.168.0.7:4600', false],
    ['192.168.0.7:4600/', false],
    ['192.168.0.7:4600#', false],
    ['192.168.7', false],
    ['', false],
  ])('[A12] %s speaks to this server: %s', (host, isOwn) => {
    expect(openTo('0.0.0.0')(host)).toBe(isOwn)
  })

  test('the loopback speaks to this server only if it listens there', () => {
    expect(openTo('192.168.0.7')('localhost:4600')).toBe(false)
    expect(openTo('127.0.0.1')('127.0.0.1:4600')).toBe(true)
    expect(openTo('::1')('[::1]:4600')).toBe(true)
    expect(openTo('::')('[::1]:4600')).toBe(true)
  })
})

import { createHash, randomBytes } from 'node:crypto'
import { firstStrongPin } from '../features/staff/pin-hasher.ts'
import type { PinHasher } from '../features/staff/pin-hasher.ts'

/** PINs without their cost, for tests and simulations that sign in often; passes the suite of the real one. */
export function createFastPins(random: (length: number) => Uint8Array = randomBytes): PinHasher {
  const digest = (...parts: string[]) => createHash('sha256').update(parts.join('\0')).digest()
  const hashNow: PinHasher['hashNow'] = (pin, associate) => {
    const salt = Buffer.from(random(16)).toString('hex')
    return `${salt}$${digest(salt, pin, associate).toString('hex')}`
  }
  const matchesNow: PinHasher['matchesNow'] = (pin, associate, hash) => {
    const [salt = '', tag] = hash.split('$')
    return tag === digest(salt, pin, associate).toString('hex')
  }
  return {
    hashNow,
    matchesNow,
    hash: (pin, associate) => Promise.resolve(hashNow(pin, associate)),
    matches: (pin, associate, hash) => Promise.resolve(hash !== null && matchesNow(pin, associate, hash)),
    pinOf: (commandId) => firstStrongPin((nth) => digest(commandId, String(nth))),
  }
}

import { networkInterfaces } from 'node:os'

/** Addresses of this machine at this moment; they may change while it runs. */
export const machineAddresses = (): readonly string[] =>
  Object.values(networkInterfaces()).flatMap((found) => (found ?? []).map(({ address }) => address))

/** The few things a staff device remembers between starts: its key, its language, its sound. Never anything about a person. */
export interface DeviceMemory {
  get(name: MemoryName): string | null
  set(name: MemoryName, value: string): void
}
type MemoryName = 'key' | 'device' | 'lang' | 'sound'

/** A memory in the browser's local storage, apart for each face, since both are served from one origin. */
export function createDeviceMemory(
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  face: 'tablet' | 'office',
): DeviceMemory {
  const nameOf = (name: MemoryName) => `dangol.${face}.${name}`
  return {
    get: (name) => storage.getItem(nameOf(name)),
    set: (name, value) => storage.setItem(nameOf(name), value),
  }
}

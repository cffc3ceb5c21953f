/** The few things a staff device remembers between starts: its key, whether it is paired, its language, its sound. Never anything about a person. */
export interface DeviceMemory {
  get(name: MemoryName): string | null
  set(name: MemoryName, value: string): void
  /** Everything but the language: nothing of it says whose the device was. */
  forget(): void
}
const OF_THE_HOUSE = ['key', 'device', 'paired', 'sound'] as const
type MemoryName = (typeof OF_THE_HOUSE)[number] | 'lang'

/** A memory in the browser's local storage, apart for each face, since both are served from one origin. */
export function createDeviceMemory(
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  face: 'tablet' | 'office',
): DeviceMemory {
  const nameOf = (name: MemoryName) => `dangol.${face}.${name}`
  return {
    get: (name) => storage.getItem(nameOf(name)),
    set: (name, value) => storage.setItem(nameOf(name), value),
    forget: () => OF_THE_HOUSE.forEach((name) => storage.removeItem(nameOf(name))),
  }
}

import type { Del, Put } from '@dangol/protocol/sync.ts'

type ReplicaKind = Put['kind']
type ReplicaValue<K extends ReplicaKind> = Extract<Put, { kind: K }>['value']
/** Everything a device keeps a copy of, by kind and id. Never changed in place: a reader may hold on to it. */
export type ReplicaContents = { readonly [K in ReplicaKind]: ReadonlyMap<string, ReplicaValue<K>> }

/** A device's copy of one topic. */
export interface Replica {
  contents(): ReplicaContents
  /** One log entry: puts first, then deletions. */
  apply(puts: readonly Put[], dels: readonly Del[]): void
  /** A snapshot: whatever is not in it is gone. */
  replace(puts: readonly Put[]): void
  /** Calls back after every change; returns how to stop. */
  onChange(listener: (contents: ReplicaContents) => void): () => void
}

/** A copy with nothing in it yet. */
export function emptyContents(): ReplicaContents {
  return {
    visit: new Map(),
    'visit-end': new Map(),
    call: new Map(),
    'floor-visit': new Map(),
    order: new Map(),
    device: new Map(),
    'device-health': new Map(),
    strangers: new Map(),
    assist: new Map(),
    'shared-draft': new Map(),
    'paired-device': new Map(),
    approval: new Map(),
    handover: new Map(),
    wan: new Map(),
    catalogue: new Map(),
  }
}

/** The contents after one log entry; kinds that it does not touch keep their identity. */
export function applied(before: ReplicaContents, puts: readonly Put[], dels: readonly Del[]): ReplicaContents {
  const touched = new Map<string, Map<string, unknown>>()
  const open = (kind: ReplicaKind): Map<string, unknown> => {
    const already = touched.get(kind)
    if (already) return already
    const copy = new Map<string, unknown>(before[kind])
    touched.set(kind, copy)
    return copy
  }
  for (const put of puts) open(put.kind).set(put.id, put.value)
  for (const del of dels) if (isKind(before, del.kind)) open(del.kind).delete(del.id)
  // Each map was copied from the map of its own kind and only given puts of that kind.
  return { ...before, ...(Object.fromEntries(touched) as Partial<ReplicaContents>) }
}

/** An empty replica, to be handed to `StoreLink.subscribe`. */
export function createReplica(): Replica {
  let contents = emptyContents()
  const listeners = new Set<(contents: ReplicaContents) => void>()
  const become = (next: ReplicaContents): void => {
    contents = next
    for (const listener of [...listeners]) listener(contents)
  }
  return {
    contents: () => contents,
    apply: (puts, dels) => become(applied(contents, puts, dels)),
    replace: (puts) => become(applied(emptyContents(), puts, [])),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const isKind = (contents: ReplicaContents, kind: string): kind is ReplicaKind => Object.hasOwn(contents, kind)

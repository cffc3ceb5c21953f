import type { CommandId, DeviceId } from '@dangol/domain/ids/ids.ts'

/**
 * Runs a command in one immediate transaction and stores its outcome with its effect, so that a repeated command answers
 * with the first outcome and changes nothing (architecture 4). A refusal is an outcome too and is stored. Live log entries
 * are emitted only after the commit.
 */
export type Once = <T extends { ok: boolean }>(commandId: CommandId, deviceId: DeviceId, run: () => T) => T

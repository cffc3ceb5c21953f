import { ok } from '@dangol/domain/result/result.ts'
import type { Result } from '@dangol/domain/result/result.ts'
import type { Literal, Problem } from '@dangol/domain/solver/problem.ts'

/** A model of another tool, in the form that the engine solves. */
export interface ImportedModel {
  readonly problem: Problem
  /** What a variable stands for, by its name, where the file says so. */
  readonly titles: ReadonlyMap<string, string>
  /** Where each feature of a feature model stands in the problem: it is chosen when the literal holds; null for always. */
  readonly features: ReadonlyMap<string, Literal | null>
  /** What the file says and the problem leaves out, for people. */
  readonly notes: readonly string[]
}

/** Why a file is no model, or one that finite tables cannot say. `line` counts from 1; null where no line is at fault. */
export interface ImportRefusal {
  readonly code: 'unreadable' | 'malformed' | 'unsupported' | 'too-large' | 'contradictory'
  readonly file: string
  readonly line: number | null
  readonly message: string
}

export type Imported = Result<ImportedModel, ImportRefusal>

/** Thrown inside an importer, because a fault may lie deep in a file; `importing` turns it into a refusal at the edge. */
export class ImportFault extends Error {
  readonly code: ImportRefusal['code']
  readonly line: number | null

  constructor(code: ImportRefusal['code'], line: number | null, message: string) {
    super(message)
    this.code = code
    this.line = line
  }
}

/** Runs an importer; a fault of the file becomes a refusal that names file and line. */
export function importing(file: string, read: () => ImportedModel): Imported {
  try {
    return ok(read())
  } catch (fault) {
    if (!(fault instanceof ImportFault)) throw fault
    return { ok: false, error: { code: fault.code, file, line: fault.line, message: fault.message } }
  }
}

/** One sentence for a person: file, line, what is wrong. */
export const refusalText = ({ file, line, message }: ImportRefusal): string =>
  `${file}${line === null ? '' : `:${line}`}: ${message}`

/** One thing wrong in a model file, where a person can find it. */
export interface ModelError {
  readonly file: string
  /** From 1, as editors count. */
  readonly line: number
  readonly column: number
  /** The rule, characteristic or section it is about. */
  readonly name: string
  readonly sentence: string
}

/** A file that is no model, with everything that is wrong in it, in the order of its lines. */
export interface ModelRefusal {
  code: 'model-refused'
  errors: readonly ModelError[]
}

/** `cruiser.model.yaml:120:7 tyre-fender: There is no value "255" of "rear-tyre". Did you mean "240"?` */
export const errorLine = ({ file, line, column, name, sentence }: ModelError): string =>
  `${file}:${line}:${column} ${name}: ${sentence}`

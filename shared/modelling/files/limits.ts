/**
 * The most of anything a model file may hold. Real car models have 250 characteristics of 324 values and 200,000 rows; these
 * stop what no range of goods needs before it costs the publisher's machine its memory.
 */
export const LIMITS = {
  fileLengthMax: 8_000_000,
  artLengthMax: 4_000_000,
  /** Mappings and lists within each other; a model has five. */
  depthMax: 16,
  groupsMax: 200,
  listsMax: 500,
  characteristicsMax: 5_000,
  valuesMax: 50_000,
  rulesMax: 20_000,
  rowsMax: 1_000_000,
  pricesMax: 20_000,
  leadTimesMax: 20_000,
  componentsMax: 20_000,
  layersMax: 2_000,
  errorsMax: 100,
  /** What the wire carries of an id and of a typed text. */
  idLengthMax: 80,
  textLettersMax: 200,
  patternLengthMax: 300,
  wordsMax: 20_000,
  formulaDepthMax: 40,
  /** Steps of a number that a rule may speak of become values of their own. */
  numberStepsMax: 100_000,
  pictureBytesMax: 50_000_000,
  daysMax: 3_650,
} as const

import type { CharacteristicId, ValueId } from '@dangol/domain/catalogue/model.ts'

/** What one kind of buyer likes: for each characteristic the values they take, the likelier ones named more than once. */
export interface Taste {
  readonly buyers: number
  readonly wishes: Readonly<Record<CharacteristicId, readonly ValueId[]>>
}

const touring: Taste = {
  buyers: 46,
  wishes: {
    paint: ['hangang', 'hangang', 'pine', 'rice', 'moonjar'],
    scheme: ['wave', 'wave', 'panel'],
    tune: ['touring', 'touring', 'calm'],
    handlebar: ['pullback', 'pullback', 'beach'],
    seat: ['two-up'],
    'seat-leather': ['smooth-saddle', 'smooth-saddle', 'smooth-tan'],
    quilting: ['tuck', 'wave'],
    pegs: ['boards', 'boards', 'mid'],
    bags: ['classic', 'classic', 'throw-over', 'hard'],
    windshield: ['tall', 'mid', 'mid'],
    'rider-aids': ['both', 'heated', 'cruise'],
    'sissy-bar': ['pad', 'low', 'none'],
    'front-fender': ['classic', 'valanced'],
  },
}
const dark: Taste = {
  buyers: 44,
  wishes: {
    paint: ['ink', 'ink', 'lacquer', 'granite', 'slate'],
    scheme: ['single'],
    clear: ['matte', 'matte', 'satin'],
    pinstripe: ['none'],
    tune: ['spirited', 'stroker', 'spirited'],
    exhaust: ['two-into-one', 'two-into-one', 'shorty'],
    'exhaust-finish': ['satin-black', 'satin-black', 'black-chrome'],
    handlebar: ['drag', 'drag', 'tracker'],
    'bar-finish': ['satin-black', 'satin-black', 'gloss-black'],
    fork: ['inverted', 'inverted', 'covered'],
    'fork-finish': ['satin-black', 'gloss-black'],
    brakes: ['radial', 'dual'],
    seat: ['solo', 'solo', 'cafe'],
    'seat-leather': ['smooth-black', 'smooth-black', 'smooth-charcoal'],
    'front-rim': ['satin-black', 'gloss-black'],
    'rear-rim': ['satin-black', 'gloss-black'],
    mirrors: ['bar-end', 'bar-end', 'oval'],
  },
}
const oldSchool: Taste = {
  buyers: 34,
  wishes: {
    paint: ['celadon', 'celadon', 'porcelain', 'jade', 'hanji'],
    scheme: ['scallop', 'panel', 'scallop'],
    pinstripe: ['scroll', 'double', 'scroll'],
    fork: ['springer', 'springer', 'classic'],
    handlebar: ['mini-ape', 'mini-ape', 'ape', 'beach'],
    seat: ['sprung', 'sprung', 'king'],
    'seat-leather': ['smooth-cognac', 'smooth-cognac', 'smooth-chestnut'],
    exhaust: ['fishtail', 'fishtail', 'twin'],
    sidewall: ['white', 'white', 'black'],
    'front-wheel': ['spoke-72', 'spoke-72', 'spoke-40'],
    'rear-wheel': ['spoke-72', 'spoke-72', 'spoke-40'],
    intake: ['teardrop', 'round'],
    rack: ['wood', 'none'],
  },
}

const racers: Taste = {
  buyers: 62,
  wishes: {
    midsole: ['plated'],
    upper: ['knit', 'knit', 'mesh'],
    laces: ['pull', 'pull', 'flat'],
    outsole: ['road'],
    'upper-colour': ['vermilion', 'lemon', 'vermilion', 'white'],
    'midsole-colour': ['lemon', 'lemon', 'white'],
    overlay: ['twin', 'wave'],
    reflective: ['trim', 'trim', 'none'],
    size: ['250', '260', '265', '270', '275', '280'],
  },
}
const everyDay: Taste = {
  buyers: 84,
  wishes: {
    midsole: ['daily', 'daily', 'plush'],
    upper: ['mesh', 'mesh', 'knit'],
    laces: ['flat', 'flat', 'round'],
    'upper-colour': ['cream', 'cream', 'oat', 'grey', 'sky'],
    'midsole-colour': ['white', 'white', 'cream'],
    overlay: ['wave', 'wave', 'none'],
    insole: ['standard', 'standard', 'arch'],
    size: ['230', '235', '240', '245', '250', '255', '265', '270'],
  },
}
const trails: Taste = {
  buyers: 38,
  wishes: {
    outsole: ['trail'],
    upper: ['mesh'],
    laces: ['round', 'pull'],
    'upper-colour': ['brick', 'clay', 'graphite'],
    overlay: ['toe', 'toe', 'panel'],
    'midsole-colour': ['graphite', 'black'],
    insole: ['moulded', 'arch', 'arch'],
    width: ['wide', 'regular'],
    size: ['245', '255', '260', '270', '280'],
  },
}

const stand: Taste = {
  buyers: 96,
  wishes: {
    cut: ['fan'],
    fabric: ['replica', 'replica', 'recycled'],
    sleeves: ['short', 'short', 'short', 'long'],
    main: ['cobalt', 'cobalt', 'cobalt', 'white'],
    pattern: ['waves', 'waves', 'plain'],
    'left-patch': ['league', 'league', 'tenth'],
    size: ['90', '95', '100', '100', '105', '110'],
  },
}
const club: Taste = {
  buyers: 52,
  wishes: {
    cut: ['player'],
    fabric: ['pro'],
    collar: ['vee', 'vee', 'crew'],
    main: ['vermilion', 'black', 'yellow'],
    pattern: ['halves', 'stripes', 'sash'],
    crest: ['rubber', 'rubber', 'mono'],
    lettering: ['condensed', 'condensed', 'outline'],
    captain: ['none', 'none', 'none', 'armband'],
    size: ['95', '100', '105', '110'],
  },
}
const nostalgic: Taste = {
  buyers: 34,
  wishes: {
    cut: ['retro'],
    collar: ['polo', 'henley', 'polo'],
    main: ['cream', 'oat', 'cobalt'],
    pattern: ['hoops', 'pinstripes'],
    crest: ['mono', 'colour'],
    lettering: ['felt', 'serif', 'felt'],
    sponsor: ['none', 'none', 'hanok'],
    size: ['90', '95', '100', '105'],
  },
}

const drySkin: Taste = {
  buyers: 66,
  wishes: {
    base: ['hydrating', 'hydrating', 'serum'],
    finish: ['dewy', 'dewy', 'satin'],
    coverage: ['light', 'medium', 'sheer'],
    scent: ['none', 'rice', 'iris'],
    bottle: ['moonjar', 'round'],
    dispenser: ['pump', 'pump', 'dropper'],
    cap: ['champagne', 'champagne', 'polished'],
  },
}
const oilySkin: Taste = {
  buyers: 58,
  wishes: {
    base: ['oil-control'],
    finish: ['matte', 'matte', 'natural'],
    coverage: ['full', 'medium', 'medium'],
    scent: ['none', 'tea', 'tea'],
    bottle: ['square', 'square', 'facet'],
    cap: ['satin-black', 'gloss-black'],
    sun: ['50', '50', '30'],
  },
}
const sensitiveSkin: Taste = {
  buyers: 40,
  wishes: {
    base: ['sensitive'],
    finish: ['natural'],
    coverage: ['light', 'light', 'sheer'],
    scent: ['none'],
    sun: ['30', 'none'],
    bottle: ['moonjar', 'moonjar', 'round'],
    volume: ['30', '15'],
  },
}

/** Kinds of buyers by family id. */
export const TASTES: Readonly<Record<string, readonly Taste[]>> = {
  'gorae-1200': [touring, dark, oldSchool],
  'baram-runner': [racers, everyDay, trails],
  'hangang-jersey': [stand, club, nostalgic],
  'salgyeol-foundation': [drySkin, oilySkin, sensitiveSkin],
}

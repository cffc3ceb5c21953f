import type { Component, Falling } from './components.ts'

/** One decision being made: the component it opens, the groups of values left to try and what the tried ones led to. */
export interface Frame {
  readonly context: number
  readonly component: Component
  readonly classes: readonly number[]
  nextClass: number
  readonly edges: number[]
  /** Where to undo to after the class under way. */
  mark: number
  falling: Falling | null
  nextPart: number
  /** Context of the part being solved in a frame of its own; -1 when there is none. */
  waitsFor: number
  /** Nodes found for the class under way. */
  readonly parts: number[]
}

/** A decision of which nothing is done yet. */
export function newFrame(context: number, component: Component, classes: readonly number[]): Frame {
  return {
    context,
    component,
    classes,
    nextClass: 0,
    edges: [],
    mark: 0,
    falling: null,
    nextPart: 0,
    waitsFor: -1,
    parts: [],
  }
}

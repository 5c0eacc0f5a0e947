import { randomInt } from 'node:crypto'
import type { CheckpointDefinition } from './expectation.ts'

/** A value that each student gets another one of, fixed for an attempt. */
export interface Variable<T extends string | number = string | number> {
  pick(): T
}

type Variables = Record<string, Variable>
type ValuesOf<V extends Variables> = { [K in keyof V]: V[K] extends Variable<infer T> ? T : never }
export type Values = Record<string, string | number>

/** One of the words. */
export function oneOf<const T extends string>(...words: T[]): Variable<T> {
  return { pick: () => words[randomInt(words.length)] as T }
}

/** A whole number, both ends included. */
export function integer(min: number, max: number): Variable<number> {
  return { pick: () => randomInt(min, max + 1) }
}

/** The first three numbers of a private /24 that no network of the lab host has: `10.47.3`. */
export function subnet(): Variable<string> {
  return { pick: () => `10.${randomInt(20, 220)}.${randomInt(1, 250)}` }
}

/** What a lesson's checkpoints.ts exports when its checkpoints depend on values. */
export interface VariableCheckpoints {
  variables: Variables
  build: (values: Values) => CheckpointDefinition[]
}

/**
 * Checkpoints with values of the student's own, so that answers cannot be passed on: `withVariables({ disk: oneOf('logs', 'media') },
 * (v) => [checkpoint(…v.disk…)])`. In the lesson's text a value is `<Var name="disk" />`, in code and commands `%disk%`; solve.sh
 * and wrong.sh have it as `$V_disk`.
 */
export function withVariables<V extends Variables>(
  variables: V,
  build: (values: ValuesOf<V>) => CheckpointDefinition[],
): VariableCheckpoints {
  return { variables, build: build as (values: Values) => CheckpointDefinition[] }
}

export function pickValues(variables: Variables): Values {
  return Object.fromEntries(Object.entries(variables).map(([name, variable]) => [name, variable.pick()]))
}

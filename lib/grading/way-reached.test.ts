import { expect, it } from 'vitest'
import type { HistoryEntry } from '#lib/gateway/protocol.ts'
import { checkpoint, vm } from './define.ts'
import { wayReached } from './way-reached.ts'

const definition = checkpoint('one', { points: 1, expect: [vm('web').exists()], hints: { zh: [], en: [] } })

type Told = [summary: string, source: HistoryEntry['source'], name?: string]
const history = (told: Told[]): HistoryEntry[] =>
  told.map(([summary, source, name = 'web'], at) => ({
    id: String(at),
    at,
    source,
    command: null,
    summary,
    params: { name: summary === 'lab-reset' ? '' : name },
    by: null,
    diff: null,
  }))

it.each<[string, Told[], ReturnType<typeof wayReached>]>([
  ['nothing told', [], null],
  ['another VM', [['vm-defined', 'terminal', 'other']], null],
  [
    'the terminal',
    [
      ['vm-defined', 'terminal'],
      ['vm-started', 'terminal'],
    ],
    'terminal',
  ],
  ['the page', [['create-vm', 'gui']], 'gui'],
  [
    'both',
    [
      ['create-vm', 'gui'],
      ['vm-memory', 'terminal'],
    ],
    'both',
  ],
  [
    'removed in between',
    [
      ['create-vm', 'gui'],
      ['vm-removed', 'terminal'],
      ['vm-defined', 'terminal'],
    ],
    'terminal',
  ],
  [
    'deleted by the page in between',
    [
      ['vm-defined', 'terminal'],
      ['vm-delete', 'gui'],
      ['create-vm', 'gui'],
    ],
    'gui',
  ],
  [
    'removing it, which was all that was asked',
    [
      ['vm-started', 'terminal'],
      ['vm-delete', 'gui'],
    ],
    'gui',
  ],
  [
    'a snapshot of it removed in between',
    [
      ['snapshot-create', 'gui'],
      ['snapshot-deleted', 'terminal'],
    ],
    'both',
  ],
  [
    'a reset in between',
    [
      ['create-vm', 'gui'],
      ['lab-reset', 'gui'],
      ['vm-defined', 'terminal'],
    ],
    'terminal',
  ],
])('a checkpoint reached by %s', (_way, told, via) => expect(wayReached(definition, history(told))).toBe(via))

import type { ChosenColumn } from './use-columns.ts'

/** Between a VM's name and its menu. */
export type ListColumn = ChosenColumn | 'vcpus' | 'size' | 'accelerator'

/** In a lesson: what a VM is, without graphs. */
export const compactColumns: readonly ListColumn[] = ['vcpus', 'size', 'address', 'accelerator']

const widths: Record<ListColumn, number> = {
  cpu: 80,
  memory: 98,
  disk: 106,
  network: 106,
  address: 112,
  autostart: 56,
  vcpus: 52,
  size: 72,
  accelerator: 56,
}
const stateWidth = 88
const nameWidth = 96
const menuWidth = 28
const gap = 8

/** CSS grid of a row, and the width below which rows become cards. */
export function layOut(columns: readonly ListColumn[]): { template: string; leastWidth: number } {
  const fixed = columns.map((column) => widths[column])
  const template = [`${stateWidth}px`, `minmax(${nameWidth}px, 1fr)`, ...fixed.map((px) => `${px}px`), `${menuWidth}px`]
  const all = [stateWidth, nameWidth, ...fixed, menuWidth]
  return { template: template.join(' '), leastWidth: all.reduce((sum, px) => sum + px + gap, gap) }
}

import type { XmlElement } from './edit.ts'

const unitBytes: Record<string, number> = { b: 1, bytes: 1, k: 1024, KiB: 1024, KB: 1e3 }
for (const [power, letter] of ['M', 'G', 'T'].entries()) {
  unitBytes[letter] = unitBytes[`${letter}iB`] = 1024 ** (power + 2)
  unitBytes[`${letter}B`] = 1000 ** (power + 2)
}

/** Size in KiB of `<memory unit='…'>`; libvirt's default unit is KiB. */
export function sizeKiB(element: XmlElement | null): number | null {
  const unit = unitBytes[element?.get('unit') ?? 'KiB']
  const value = Number(element?.text || Number.NaN)
  return unit === undefined || Number.isNaN(value) ? null : Math.floor((value * unit) / 1024)
}

import { afterAll, beforeAll, describe } from 'vitest'
import type { Libvirt } from '#lib/virt/connect.ts'
import { TestLab } from './lab.ts'
import { labImages } from './lab-images.ts'

export interface LabContext {
  lab: TestLab
  lv: Libvirt
}

const imageTimeoutMs = 600_000

/** Runs a suite on a lab host of its own for each libvirt that we support. */
export function describeOnLabs(name: string, define: (context: LabContext) => void): void {
  for (const image of labImages) {
    describe(`${name} (libvirt ${image.libvirt})`, { timeout: 120_000 }, () => {
      const context = {} as LabContext
      beforeAll(async () => {
        context.lab = await TestLab.start(image)
        context.lv = await context.lab.libvirt()
      }, imageTimeoutMs)
      afterAll(() => context.lab?.remove(), 60_000)
      define(context)
    })
  }
}

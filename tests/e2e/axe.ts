import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright/test'

/** Faults of accessibility that keep people out, each as a line; `within` a selector. Monaco and xterm answer for themselves. */
export async function seriousFaults(page: Page, where: string, within?: string): Promise<string[]> {
  const builder = new AxeBuilder({ page }).exclude('.monaco-editor').exclude('.xterm')
  const { violations } = await (within ? builder.include(within) : builder).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, any }) => `${where}: ${id} ${target.join(' ')} ${any[0]?.message ?? ''}`),
    )
}

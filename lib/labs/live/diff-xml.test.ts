import { expect, it } from 'vitest'
import type { LiveState } from '#lib/gateway/protocol.ts'
import type { Domain } from '#lib/virt/types.ts'
import { diffXml } from './diff-xml.ts'
import { emptyState } from './empty-state.ts'

const off = {
  name: 'web',
  id: null,
  reason: 'shutdown',
  liveXml: null,
  inactiveXml: '<domain>\n  <vcpu>1</vcpu>\n</domain>\n',
}
const on = { ...off, id: 3, reason: 'booted', liveXml: off.inactiveXml }
const holding = (domain: object | null): LiveState => ({
  ...emptyState({ phase: 'stopped' }),
  domains: domain ? { u: domain as Domain } : {},
})
const diff = (before: object | null, after: object | null) =>
  diffXml({ collection: 'domains', id: 'u' }, holding(before), holding(after))

it('shows what was changed, of which document, and nothing else', () =>
  expect(diff(off, { ...off, inactiveXml: off.inactiveXml.replace('1', '2') })).toBe(
    '--- web (persistent)\n+++ web (persistent)\n@@ -1,3 +1,3 @@\n <domain>\n-  <vcpu>1</vcpu>\n+  <vcpu>2</vcpu>\n </domain>\n',
  ))

it.each([
  ['the live XML of a VM that runs on', on, { ...on, liveXml: '<domain/>\n' }, /^--- web \(live\)/],
  ['a definition, as added', null, off, /\+<domain>/],
  ['nothing of what libvirt writes at the start', off, on, null],
  ['nothing while it starts', { ...on, reason: 'starting up' }, { ...on, liveXml: '<domain/>\n' }, null],
])('%s', (_what, before, after, expected) =>
  expected ? expect(diff(before, after)).toMatch(expected) : expect(diff(before, after)).toBeNull(),
)

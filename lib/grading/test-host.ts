import type { Finding } from './evaluate.ts'
import type { Evidence } from './evidence.ts'
import type { HostTest } from './expectation.ts'
import { listOrNull } from './finding.ts'
import { commandKey } from './host-facts.ts'

export function testHost(test: HostTest, { host }: Evidence): Finding {
  if (!host) return { met: false, actual: null }
  switch (test.type) {
    case 'hasUserInGroup': {
      const groups = Object.entries(host.groups).flatMap(([name, users]) => (users.includes(test.user) ? [name] : []))
      return { met: groups.includes(test.group), actual: listOrNull(groups) }
    }
    case 'hasPackage': {
      const found = host.packages[test.package]
      return { met: found !== undefined && found.installed && found.genuine !== false, actual: found?.version ?? null }
    }
    case 'prints': {
      const output = host.outputs[commandKey(test.run)]
      const stdout = output?.stdout ?? ''
      return { met: new RegExp(test.matches, 'm').test(stdout), actual: stdout.trim().slice(0, 200) || null }
    }
  }
}

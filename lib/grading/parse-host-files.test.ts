import { describe, expect, it } from 'vitest'
import { readGroups, readPackage } from './parse-host-files.ts'

describe('/etc/group', () => {
  it('has the members of each group', () => {
    const text = 'root:x:0:\nlibvirt:x:109:student,teacher\nkvm:x:104:student\n\nbroken\n'
    expect(readGroups(text)).toEqual({ root: [], libvirt: ['student', 'teacher'], kvm: ['student'] })
  })
})

const status = `Package: virt-manager-extra
Status: install ok installed
Version: 9.9

Package: virt-manager
Status: install ok installed
Priority: optional
Version: 1:5.0.0-5

Package: virt-viewer
Status: deinstall ok config-files
Version: 11.0-3
`
// sha256sum of "print()\n"
const known = 'd8594fa1268ecabc62af7c9e2449b8c46db0f426cd9aad384c67efe59e582b3e  /usr/share/virt-manager/main.py'

describe('a package', () => {
  const read = (name: string, o: Partial<Parameters<typeof readPackage>[0]> = {}) =>
    readPackage({ status, name, known: null, program: null, ...o })

  it('is the one of exactly that name', () => {
    expect(read('virt-manager')).toEqual({ installed: true, version: '1:5.0.0-5', genuine: null })
    expect(read('virt')).toEqual({ installed: false, version: null, genuine: null })
  })
  it('is not installed when its configuration is left', () => {
    expect(read('virt-viewer')).toEqual({ installed: false, version: '11.0-3', genuine: null })
  })
  it('is genuine when its program is the one that the image knows', () => {
    expect(read('virt-manager', { known, program: 'print()\n' }).genuine).toBe(true)
    expect(read('virt-manager', { known, program: 'print(1)\n' }).genuine).toBe(false)
    expect(read('virt-manager', { known, program: null }).genuine).toBe(false)
  })
})

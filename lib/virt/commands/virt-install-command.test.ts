import { describe, expect, it } from 'vitest'
import { commandDisplay } from './command.ts'
import { commandLines } from './command-lines.ts'
import { type CreateForm, emptyCreateForm } from './create-form.ts'
import { shellQuote } from './shell-quote.ts'
import { virtInstallCommand } from './virt-install-command.ts'

const iso: CreateForm = { ...emptyCreateForm, name: 'web', isoPath: '/var/lib/libvirt/images/a.iso', osId: 'debian13' }
const line = (change: Partial<CreateForm>) => shellQuote(virtInstallCommand({ ...iso, ...change }))

describe('virtInstallCommand', () => {
  it('installs from an ISO and waits for the end', () => {
    expect(line({})).toBe(
      'virt-install --connect qemu:///system --name web --memory 1024 --vcpus 1 --osinfo detect=on,name=debian13 ' +
        '--cdrom /var/lib/libvirt/images/a.iso --disk pool=default,size=20,format=qcow2,sparse=yes ' +
        '--network network=default --graphics vnc,listen=socket --noautoconsole --wait -1',
    )
  })

  it('installs from the network, with kernel arguments', () => {
    const words = virtInstallCommand({
      ...iso,
      method: 'url',
      url: 'http://192.168.122.1/tinyvm/',
      kernelArgs: 'console=ttyS0 auto',
    })
    expect(words).toContain('http://192.168.122.1/tinyvm/')
    expect(words[words.indexOf('--extra-args') + 1]).toBe('console=ttyS0 auto')
  })

  it('names the location when the URL looks like a list of suboptions', () => {
    const words = virtInstallCommand({ ...iso, method: 'url', url: 'http://a/?x=1,2' })
    expect(words[words.indexOf('--location') + 1]).toBe('location="http://a/?x=1,2"')
  })

  it('boots from the network first', () => {
    expect(line({ method: 'pxe', network: 'pxe' })).toMatch(
      /--osinfo debian13 --pxe .*--network network=pxe .*--wait -1$/,
    )
  })

  it('starts an imported disk without waiting', () => {
    const command = line({ method: 'import', importPath: '/var/lib/libvirt/images/a, "b".qcow2' })
    expect(command).toContain(`--import --disk 'path="/var/lib/libvirt/images/a, \\"b\\".qcow2"'`)
    expect(command).toMatch(/--noautoconsole$/)
  })

  it('says how the operating system is found', () => {
    expect(line({ osId: null })).toContain('--osinfo detect=on,require=off')
    expect(line({ osDetect: false })).toContain('--osinfo debian13 ')
    expect(line({ osDetect: false, osId: 'generic' })).toContain('--osinfo generic')
    expect(line({ method: 'import', osId: 'debian13' })).toContain('--osinfo debian13')
  })

  it('says each choice of disk and network', () => {
    expect(line({ storage: 'none', network: '' })).toContain('--disk none --network none')
    expect(line({ storage: 'existing', storagePath: '/p/x.raw', diskBus: 'sata' })).toContain(
      '--disk path=/p/x.raw,bus=sata',
    )
    expect(line({ allocateNow: true, format: 'raw', sizeGiB: 0.5 })).toContain('size=0.5,format=raw,sparse=no')
    expect(line({ nicModel: 'e1000e' })).toContain('--network network=default,model=e1000e')
  })

  it('says the customisation', () => {
    const command = line({ firmware: 'uefi', bootMenu: true, machine: 'q35', cpuMode: 'host-model', autostart: true })
    expect(command).toContain('--cpu host-model --machine q35')
    expect(command).toContain('--boot uefi,menu=on')
    expect(command).toContain('--autostart')
  })

  it('joins a value that starts with a dash to its option', () => {
    expect(virtInstallCommand({ ...iso, name: '--help' })).toContain('--name=--help')
  })

  it('leaves out what is not typed yet', () => {
    const command = line({ memoryMiB: null, vcpus: null, sizeGiB: null })
    expect(command).not.toContain('--memory')
    expect(command).not.toContain('null')
  })
})

describe('a command for display', () => {
  it('puts an option with its value on each line', () => {
    const lines = commandLines(virtInstallCommand(iso))
    expect(lines[0]).toBe('virt-install --connect qemu:///system')
    expect(lines).toContain('--name web')
    expect(lines.at(-1)).toBe('--wait -1')
    const argv = ['virsh', '--connect', 'qemu+ssh://student@another-host/system', 'list', '--all']
    expect(commandDisplay([{ argv: argv.slice(3) }])).toBe('list --all')
    expect(commandDisplay([{ argv }])).toBe('virsh --connect qemu+ssh://student@another-host/system list \\\n  --all')
  })
})

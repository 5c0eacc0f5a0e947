import { z } from 'zod'
import { VirtLabError } from '#lib/base/error.ts'
import {
  bootCommand,
  cpuModes,
  cpusCommand,
  defineXmlCommand,
  memoryCommand,
  overviewCommand,
  type When,
} from '#lib/virt/commands/hardware-commands.ts'
import { setMaximumMemory, setMemory, setMemoryStatsPeriod } from '#lib/virt/domain-memory.ts'
import { renameDomain, setDomainText } from '#lib/virt/domain-metadata.ts'
import { setMaximumVcpus, setVcpus } from '#lib/virt/domain-vcpus.ts'
import { setAutostart } from '#lib/virt/domain.ts'
import { editBoot, editCpu, editMemoryBacking, editTopology, removeTopology } from '#lib/virt/xml/edit-hardware.ts'
import { editConfig } from '#lib/virt/domain-config.ts'
import { checkMachine } from '../hardware/check-machine.ts'
import { checkTopology } from '../hardware/check-topology.ts'
import { changeDomain, hardwareError } from '../hardware/change-domain.ts'
import { defineXml } from '../hardware/define-xml.ts'
import { domainXml, vmName } from './names.ts'
import { operation, type Subject } from './operation.ts'

const live = { live: true, config: false }
const when = z.object({ live: z.boolean(), config: z.boolean() }).refine(({ live: now, config }) => now || config)
const line = z
  .string()
  .max(4_096)
  .regex(/^[^\p{Cc}]*$/u)
const lines = z
  .string()
  .max(65_536)
  .regex(/^[^\p{Cc}]*$|^(?:[^\p{Cc}]|[\t\n])*$/u)
/** As libvirt's unsigned int and QEMU can take at all. */
const count = z.int().min(1).max(4_096)
const mebibytes = z
  .int()
  .min(1)
  .max(16 * 1024 * 1024)
const path = z
  .string()
  .max(4_096)
  .regex(/^[^\p{Cc}]*$/u)

const one = (vm: string): [Subject] => [{ kind: 'vm', name: vm }]

const bootDevice = z.object({
  element: z.enum(['disk', 'interface', 'hostdev', 'redirdev']),
  key: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[\w:.-]+$/),
  index: count,
})

const topology = z.object({ sockets: count, cores: count, threads: count, dies: count.optional() })

export const hardwareOperations = {
  'vm-overview': operation({
    input: z.object({
      vm: vmName,
      newName: vmName.optional(),
      title: line.optional(),
      description: lines.optional(),
      when,
    }),
    subjects: ({ vm, newName }) => [...one(vm), ...(newName ? one(newName) : [])],
    command: overviewCommand,
    params: ({ newName }) => ({ newName: newName ?? '' }),
    async run({ vm, newName, title, description, when: scope }, { libvirt }) {
      await changeDomain(libvirt, vm, scope, async ({ key, xml, undo }) => {
        if (newName !== undefined && xml.live) throw hardwareError('not-off', 'newName')
        for (const [kind, text] of [
          ['title', title],
          ['description', description],
        ] as const) {
          if (text === undefined) continue
          const before = xml.live?.find(kind)?.text
          await setDomainText(libvirt, { ...key, kind, text, when: scope })
          if (scope.live) undo(() => setDomainText(libvirt, { ...key, kind, text: before ?? '', when: live }))
        }
        if (newName !== undefined) await renameDomain(libvirt, { ...key, newName })
      })
    },
  }),

  'vm-cpus': operation({
    input: z
      .object({
        vm: vmName,
        maximum: count.optional(),
        current: count.optional(),
        when,
        cpu: z
          .discriminatedUnion('mode', [
            z.object({ mode: z.enum(cpuModes).exclude(['custom']) }),
            z.object({ mode: z.literal('custom'), name: z.string().regex(/^[\w.-]{1,64}$/) }),
          ])
          .optional(),
        topology: topology.nullable().optional(),
      })
      .refine(({ topology: to, maximum, current }) => !to || (maximum && current), { path: ['maximum'] }),
    subjects: ({ vm }) => one(vm),
    command: cpusCommand,
    async run({ vm, maximum, current, when: scope, cpu, topology: to }, { libvirt }) {
      const problem = to && checkTopology(to, maximum as number)
      if (problem) throw new VirtLabError({ ...problem, message: problem.code, status: 400 })
      await changeDomain(libvirt, vm, scope, async ({ key, xml }) => {
        if (maximum !== undefined) await checkMachine(libvirt, xml.config, maximum)
        if (cpu || to !== undefined) {
          await editConfig(libvirt, key, (root) => {
            if (cpu) editCpu(root, cpu)
            if (to) editTopology(root, { topology: to, maximum: maximum as number, current: current as number })
            else if (to === null) removeTopology(root)
          })
        }
        if (maximum !== undefined && !to) await setMaximumVcpus(libvirt, { ...key, vcpus: maximum })
        const left: When = { live: scope.live, config: scope.config && !to }
        if (current !== undefined && (left.live || left.config))
          await setVcpus(libvirt, { ...key, vcpus: current, when: left })
      })
    },
  }),

  'vm-set-memory': operation({
    input: z.object({
      vm: vmName,
      maximumMiB: mebibytes.optional(),
      currentMiB: mebibytes.optional(),
      periodSeconds: z.int().min(0).max(86_400).optional(),
      locked: z.boolean().optional(),
      noSharePages: z.boolean().optional(),
      when,
    }),
    subjects: ({ vm }) => one(vm),
    command: memoryCommand,
    // The guest moves its balloon after it was told to.
    settleMs: 5_000,
    lateEffects: ['vm-memory'],
    async run({ vm, maximumMiB, currentMiB, periodSeconds, locked, noSharePages, when: scope }, { libvirt }) {
      await changeDomain(libvirt, vm, scope, async ({ key, xml, undo }) => {
        if (locked !== undefined || noSharePages !== undefined)
          await editConfig(libvirt, key, (root) => editMemoryBacking(root, { locked, noSharePages }))
        if (periodSeconds !== undefined) {
          const before = Number(xml.live?.find('devices/memballoon/stats')?.get('period') ?? 0)
          await setMemoryStatsPeriod(libvirt, { ...key, periodSeconds, when: scope })
          if (scope.live) undo(() => setMemoryStatsPeriod(libvirt, { ...key, periodSeconds: before, when: live }))
        }
        if (maximumMiB !== undefined) await setMaximumMemory(libvirt, { ...key, memoryKiB: maximumMiB * 1024 })
        if (currentMiB !== undefined) await setMemory(libvirt, { ...key, memoryKiB: currentMiB * 1024, when: scope })
      })
    },
  }),

  'vm-boot': operation({
    input: z.object({
      vm: vmName,
      autostart: z.boolean().optional(),
      order: z.array(bootDevice).max(64).optional(),
      without: z.array(bootDevice).max(64).optional(),
      menu: z.boolean().optional(),
      kernel: z
        .object({ kernel: path.min(1), initrd: path, cmdline: path })
        .nullable()
        .optional(),
    }),
    subjects: ({ vm }) => one(vm),
    command: bootCommand,
    async run(change, { libvirt }) {
      const { vm, autostart } = change
      await changeDomain(libvirt, vm, { live: false, config: true }, async ({ key }) => {
        await editConfig(libvirt, key, (root) => {
          const missing = editBoot(root, change)
          if (missing) throw hardwareError('device-gone', 'order', { device: missing.key })
        })
        // Last: nothing that may fail comes after it.
        if (autostart !== undefined) await setAutostart(libvirt, { ...key, autostart })
      })
    },
  }),

  'vm-define-xml': operation({
    input: z.object({
      vm: vmName,
      xml: domainXml,
      /** The persistent XML that was edited: if it has changed since, nothing is overwritten. Without it, whatever there is is. */
      base: z
        .string()
        .max(512 * 1024)
        .optional(),
    }),
    subjects: ({ vm }) => one(vm),
    command: ({ xml }) => defineXmlCommand({ xml }),
    run: (input, context) => defineXml(input, context),
  }),
}

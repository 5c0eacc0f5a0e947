import { z } from 'zod'
import {
  autostartCommand,
  createFromXmlCommand,
  deleteCommand,
  destroyCommand,
  rebootCommand,
  removeSaveCommand,
  resetCommand,
  resumeCommand,
  saveCommand,
  shutdownCommand,
  shutdownModes,
  startCommand,
  suspendCommand,
} from '#lib/virt/commands/domain-commands.ts'
import type { Libvirt } from '#lib/virt/connect.ts'
import { removeManagedSave } from '#lib/virt/domain-save.ts'
import {
  destroyDomain,
  lookupDomain,
  rebootDomain,
  resetDomain,
  resumeDomain,
  setAutostart,
  shutdownDomain,
  startDomain,
  suspendDomain,
} from '#lib/virt/domain.ts'
import { createFromXml } from '../hardware/define-xml.ts'
import { deleteDomain } from '../delete-domain.ts'
import { saveWithProgress } from '../save-domain.ts'
import { domainXml, vmName } from './names.ts'
import { operation, type Subject } from './operation.ts'

/** A guest may take as long to shut down. */
const shutdownMs = 120_000

const vmOnly = z.object({ vm: vmName })
const asked = z.object({ vm: vmName, mode: z.enum(shutdownModes).optional() })
const diskTarget = z.string().regex(/^[a-z][a-z0-9]{1,15}$/)

const one = (vm: string): [Subject] => [{ kind: 'vm', name: vm }]
const find = (libvirt: Libvirt, vm: string) => lookupDomain(libvirt, { name: vm })

/** What is done with a VM as a whole: run, stop, save, delete. */
export const domainOperations = {
  'vm-start': operation({
    input: z.object({ vm: vmName, paused: z.boolean().optional(), forceBoot: z.boolean().optional() }),
    subjects: ({ vm }) => one(vm),
    command: startCommand,
    async run({ vm, paused, forceBoot }, { libvirt }) {
      await startDomain(libvirt, { ...(await find(libvirt, vm)), paused, forceBoot })
    },
  }),
  'vm-suspend': operation({
    input: vmOnly,
    subjects: ({ vm }) => one(vm),
    command: suspendCommand,
    async run({ vm }, { libvirt }) {
      await suspendDomain(libvirt, await find(libvirt, vm))
    },
  }),
  'vm-resume': operation({
    input: vmOnly,
    subjects: ({ vm }) => one(vm),
    command: resumeCommand,
    async run({ vm }, { libvirt }) {
      await resumeDomain(libvirt, await find(libvirt, vm))
    },
  }),
  'vm-shutdown': operation({
    input: asked,
    subjects: ({ vm }) => one(vm),
    command: shutdownCommand,
    settleMs: shutdownMs,
    lateEffects: ['vm-shut-down', 'vm-removed'],
    async run({ vm, mode }, { libvirt }) {
      await shutdownDomain(libvirt, { ...(await find(libvirt, vm)), mode })
    },
  }),
  'vm-reboot': operation({
    input: asked,
    subjects: ({ vm }) => one(vm),
    command: rebootCommand,
    settleMs: shutdownMs,
    lateEffects: ['vm-restarted'],
    async run({ vm, mode }, { libvirt }) {
      await rebootDomain(libvirt, { ...(await find(libvirt, vm)), mode })
    },
  }),
  'vm-reset': operation({
    input: vmOnly,
    subjects: ({ vm }) => one(vm),
    command: resetCommand,
    async run({ vm }, { libvirt }) {
      await resetDomain(libvirt, await find(libvirt, vm))
    },
  }),
  'vm-destroy': operation({
    input: z.object({ vm: vmName, graceful: z.boolean().optional() }),
    subjects: ({ vm }) => one(vm),
    command: destroyCommand,
    async run({ vm, graceful }, { libvirt }) {
      await destroyDomain(libvirt, { ...(await find(libvirt, vm)), graceful })
    },
  }),
  'vm-save': operation({
    input: vmOnly,
    subjects: ({ vm }) => one(vm),
    command: saveCommand,
    async run({ vm }, { libvirt, signal, progress }) {
      await saveWithProgress(libvirt, await find(libvirt, vm), { signal, progress })
    },
  }),
  'vm-remove-save': operation({
    input: vmOnly,
    subjects: ({ vm }) => one(vm),
    command: removeSaveCommand,
    async run({ vm }, { libvirt }) {
      await removeManagedSave(libvirt, await find(libvirt, vm))
    },
  }),
  'vm-autostart': operation({
    input: z.object({ vm: vmName, autostart: z.boolean() }),
    subjects: ({ vm }) => one(vm),
    command: autostartCommand,
    async run({ vm, autostart }, { libvirt }) {
      await setAutostart(libvirt, { ...(await find(libvirt, vm)), autostart })
    },
  }),
  'vm-create-xml': operation({
    input: z.object({
      vm: vmName,
      xml: domainXml,
      transient: z.boolean(),
      paused: z.boolean().optional(),
    }),
    subjects: ({ vm }) => one(vm),
    command: createFromXmlCommand,
    run: createFromXml,
  }),
  'vm-delete': operation({
    input: z.object({ vm: vmName, storage: z.array(diskTarget).max(64), nvram: z.enum(['delete', 'keep']) }),
    subjects: ({ vm }) => one(vm),
    command: deleteCommand,
    async run(input, { libvirt, labId }) {
      await deleteDomain(libvirt, { ...input, labId })
    },
  }),
}

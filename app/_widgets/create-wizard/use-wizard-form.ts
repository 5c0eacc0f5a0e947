'use client'

import { useCallback, useMemo, useState } from 'react'
import { adviseResources } from '#lib/virt/commands/resource-advice.ts'
import { checkCreateForm } from '#lib/virt/commands/check-create-form.ts'
import { type CreateForm, emptyCreateForm } from '#lib/virt/commands/create-form.ts'
import { bytesPerGiB } from '#lib/virt/commands/check-storage.ts'
import type { CreateLimits } from '#lib/virt/commands/create-limits.ts'
import { suggestName } from '#lib/virt/commands/suggest-name.ts'
import type { WireError } from '#lib/gateway/protocol.ts'
import type { OperatingSystem } from '#lib/labs/creation/operating-systems.ts'
import { type Draft, readDraft, useDraft } from './use-draft.ts'
import { stepOfField, type WizardStep } from './wizard-steps.ts'

export type WizardPreset = Partial<CreateForm>

/** The form's state: what was typed, what was only suggested, which errors are to be shown. */
export function useWizardForm(
  labId: string,
  limits: CreateLimits,
  systems: readonly OperatingSystem[],
  preset: WizardPreset,
) {
  const [draft, setDraft] = useState<Draft>(() => readDraft(labId) ?? freshDraft(limits, preset))
  const [typed, setTyped] = useState<ReadonlySet<string>>(new Set())
  const [asked, setAsked] = useState<ReadonlySet<WizardStep>>(new Set())
  const [refused, setRefused] = useState<WireError[]>([])
  useDraft(labId, draft, typed.size > 0)

  const { form } = draft
  const problems = useMemo(() => checkCreateForm(form, limits), [form, limits])
  const advice = useMemo(() => adviseResources(form, limits), [form, limits])

  const change = useCallback(
    (change: Partial<CreateForm>) => {
      setTyped((fields) => new Set([...fields, ...Object.keys(change)]))
      // What the server refused holds until its field changes.
      setRefused((errors) => errors.filter(({ field }) => !(field && field in change)))
      setDraft((before) =>
        withSuggestions({ ...before, named: before.named || 'name' in change }, change, limits, systems),
      )
    },
    [limits, systems],
  )
  /** Takes what was found in the medium. */
  const suggest = useCallback(
    (change: Partial<CreateForm>) => setDraft((before) => withSuggestions(before, change, limits, systems)),
    [limits, systems],
  )
  const go = useCallback((step: WizardStep) => setDraft((before) => ({ ...before, step })), [])
  const ask = useCallback((...steps: WizardStep[]) => setAsked((before) => new Set([...before, ...steps])), [])
  const reset = useCallback(() => {
    setDraft(freshDraft(limits, preset))
    setTyped(new Set())
    setAsked(new Set())
    setRefused([])
  }, [limits, preset])

  const shown = (field: string) =>
    asked.has(stepOfField(field)) || (typed.has(field) && form[field as keyof CreateForm] !== '')
  const errorAt = (field: string) =>
    refused.find((error) => error.field === field) ?? problems.find((error) => error.field === field && shown(field))
  return {
    form,
    step: draft.step,
    dirty: typed.size > 0,
    problems,
    refused,
    advice,
    change,
    suggest,
    go,
    ask,
    reset,
    refuse: setRefused,
    errorAt,
  }
}

function freshDraft(limits: CreateLimits, preset: WizardPreset): Draft {
  const pool =
    limits.pools.find(({ name, active }) => name === 'default' && active) ?? limits.pools.find(({ active }) => active)
  const network =
    limits.networks.find(({ name, active }) => name === 'default' && active) ??
    limits.networks.find(({ active }) => active)
  const freeGiB = Math.floor((pool?.availableBytes ?? 0) / bytesPerGiB)
  const form: CreateForm = {
    ...emptyCreateForm,
    pool: pool?.name ?? '',
    network: network?.name ?? '',
    sizeGiB: Math.max(1, Math.min(emptyCreateForm.sizeGiB ?? 1, Math.floor(freeGiB / 2))),
    ...preset,
  }
  return { form, step: 'method', named: Boolean(preset.name) }
}

// As virt-manager: the system that was chosen brings its name and what its makers recommend, if the host has it.
function withSuggestions(
  draft: Draft,
  change: Partial<CreateForm>,
  limits: CreateLimits,
  systems: readonly OperatingSystem[],
): Draft {
  const form = { ...draft.form, ...change }
  if (!change.osId || change.osId === draft.form.osId) return { ...draft, form }
  const os = systems.find(({ id }) => id === change.osId)
  if (!draft.named) form.name = suggestName(change.osId, limits.names)
  if (os?.memoryMiB && os.memoryMiB <= limits.hostMemoryMiB) form.memoryMiB = os.memoryMiB
  if (os?.vcpus && os.vcpus <= limits.hostCpus) form.vcpus = os.vcpus
  const pool = limits.pools.find(({ name }) => name === form.pool)
  const sizeGiB = os?.storageMiB ? Math.ceil(os.storageMiB / 1024) : null
  if (sizeGiB && pool && sizeGiB * bytesPerGiB <= pool.availableBytes) form.sizeGiB = sizeGiB
  return { ...draft, form }
}

'use client'

import { createContext, useContext } from 'react'
import type { WireError } from '#lib/gateway/protocol.ts'
import type { CreateForm } from '#lib/virt/commands/create-form.ts'
import type { CreateLimits } from '#lib/virt/commands/create-limits.ts'
import type { OperatingSystem } from '#lib/labs/creation/operating-systems.ts'

export interface WizardState {
  labId: string
  form: CreateForm
  /** Takes what one has typed. */
  change: (change: Partial<CreateForm>) => void
  limits: CreateLimits
  systems: readonly OperatingSystem[]
  /** The message at a field, in the page's language; only once one was there or asked to go on. */
  errorOf: (field: keyof CreateForm) => string | undefined
  adviceOf: (field: keyof CreateForm) => string | undefined
  detection: Detection
  reload: () => void
}

export type Detection =
  | { state: 'idle' }
  | { state: 'detecting' }
  | { state: 'found'; name: string }
  | { state: 'none'; error?: WireError | null; detail?: string }

export const WizardContext = createContext<WizardState | null>(null)

export function useWizard(): WizardState {
  const state = useContext(WizardContext)
  if (!state) throw new Error('useWizard outside a wizard')
  return state
}

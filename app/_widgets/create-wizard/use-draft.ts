'use client'

import { useEffect } from 'react'
import { type CreateForm, createFormSchema } from '#lib/virt/commands/create-form.ts'
import type { WizardStep } from './wizard-steps.ts'

export interface Draft {
  form: CreateForm
  step: WizardStep
  /** Typed by hand, so not to be suggested again. */
  named: boolean
}

const key = (labId: string) => `virtlab.create-wizard.${labId}`

/** What was being filled in before the page was reloaded; null if nothing, or if it does not fit any more. */
export function readDraft(labId: string): Draft | null {
  try {
    const draft = JSON.parse(sessionStorage.getItem(key(labId)) ?? 'null') as Draft | null
    return draft && createFormSchema.safeParse(draft.form).success ? draft : null
  } catch {
    return null
  }
}

export function clearDraft(labId: string): void {
  sessionStorage.removeItem(key(labId))
}

/** Keeps the draft of a form that was touched. */
export function useDraft(labId: string, draft: Draft, touched: boolean): void {
  const text = JSON.stringify(draft)
  useEffect(() => {
    if (touched) sessionStorage.setItem(key(labId), text)
  }, [labId, text, touched])
}

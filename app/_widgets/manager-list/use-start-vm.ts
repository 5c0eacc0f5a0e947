'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useToast } from '#app/_ui/toast.tsx'
import { useErrorText } from '../operation/use-error-text.ts'
import { useOperation } from '../operation/use-operation.ts'

/** Starts a VM by its name, from where there is no room for an error: a message says that it did not start. */
export function useStartVm(): (vm: string) => void {
  const t = useTranslations('workbench')
  const toast = useToast()
  const errorText = useErrorText()
  const { run, error, clearError } = useOperation('vm-start')
  useEffect(() => {
    if (!error) return
    toast({ kind: 'error', title: t('notStarted'), text: error.detail ?? errorText(error) })
    clearError()
  }, [error, clearError, toast, t, errorText])
  return (vm) => void run({ vm })
}

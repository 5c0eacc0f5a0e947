'use client'

import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { CommandEcho } from '#app/_widgets/command-echo/command-echo.tsx'
import type { CreationView, WireError } from '#lib/gateway/protocol.ts'
import type { CreateForm } from '#lib/virt/commands/create-form.ts'
import { virtInstallCommand } from '#lib/virt/commands/virt-install-command.ts'
import { type CreateOptions, createVmAction } from './actions.ts'
import { StepCustomise } from './step-customise.tsx'
import { StepMedia } from './step-media.tsx'
import { StepMethod } from './step-method.tsx'
import { StepReady } from './step-ready.tsx'
import { StepResources } from './step-resources.tsx'
import { StepStorage } from './step-storage.tsx'
import { clearDraft } from './use-draft.ts'
import { useErrorText } from '#app/_widgets/operation/use-error-text.ts'
import { useOsDetection } from './use-os-detection.ts'
import { useWizardForm, type WizardPreset } from './use-wizard-form.ts'
import { WizardContext } from './wizard-context.ts'
import { stepOfField, stepsOf, type WizardStep } from './wizard-steps.ts'

export interface WizardFormProps {
  labId: string
  options: CreateOptions
  preset: WizardPreset
  onReload: () => void
  onRunCommand?: (command: string) => void
  onCreated: (creation: CreationView) => void
}

const firstControl =
  'input:not([type=hidden]):not(:disabled), button[role=radio][tabindex="0"], button[role=combobox], button[role=checkbox]'

/** The pages of the wizard with virt-manager's buttons, and the command line under them. */
export function WizardForm({ labId, options, preset, onReload, onRunCommand, onCreated }: WizardFormProps) {
  const t = useTranslations('wizard')
  const errorText = useErrorText()
  const { limits, systems } = options
  const state = useWizardForm(labId, limits, systems, preset)
  const { form, step, dirty, problems, advice, change, suggest, go, ask, reset, refuse, errorAt } = state
  const detection = useOsDetection(
    labId,
    form,
    (path) => limits.media.some((file) => file.path === path),
    (os) => suggest({ osId: os?.id ?? null }),
  )
  const [customise, setCustomise] = useState(false)
  const [submitting, setSubmitting] = useState(false)
  const [failure, setFailure] = useState<WireError | null>(null)
  const [discarding, setDiscarding] = useState(false)
  const body = useRef<HTMLDivElement>(null)
  // A second click on Finish must not make a second VM, even after a lost answer.
  const submission = useRef({ form: '', key: '' })

  const steps = stepsOf(form)
  const page = step === 'customise' ? steps.length : Math.max(1, steps.indexOf(step) + 1)
  const last = step === 'ready' ? !customise : step === 'customise'

  const moved = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the page
  useEffect(() => {
    if (moved.current) body.current?.querySelector<HTMLElement>(firstControl)?.focus({ preventScroll: true })
    moved.current = true
  }, [step])

  function focusFirstError() {
    requestAnimationFrame(() => body.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
  }
  function back() {
    go(step === 'customise' ? 'ready' : (steps[page - 2] ?? 'method'))
  }
  function forward() {
    if (submitting || detection.state === 'detecting') return
    const wrong = problems.filter(({ field }) => stepOfField(field) === step)
    if (wrong.length > 0) {
      ask(step)
      focusFirstError()
    } else if (last) void finish()
    else go(step === 'ready' ? 'customise' : (steps[page] as WizardStep))
  }
  function showProblems(errors: readonly { field?: string }[]) {
    const wrongSteps = errors.map(({ field }) => stepOfField(field))
    const first = [...steps, 'customise' as const].find((one) => wrongSteps.includes(one))
    ask(...wrongSteps)
    if (first) go(first)
    focusFirstError()
  }
  async function finish() {
    if (problems.length > 0) return showProblems(problems)
    const text = JSON.stringify(form)
    if (submission.current.form !== text) submission.current = { form: text, key: crypto.randomUUID() }
    setSubmitting(true)
    setFailure(null)
    const result = await createVmAction(labId, form, submission.current.key).catch(() => null)
    setSubmitting(false)
    if (!result) setFailure({ code: 'network', userMessage: 'network', params: {} })
    else if (!result.ok) {
      submission.current.form = ''
      setFailure(result.error)
    } else if ('invalid' in result.value) {
      submission.current.form = ''
      refuse(result.value.invalid)
      showProblems(result.value.invalid)
    } else {
      clearDraft(labId)
      onCreated(result.value)
    }
  }
  function cancel() {
    if (dirty) setDiscarding(true)
    else go('method')
  }
  function discard() {
    clearDraft(labId)
    reset()
    setDiscarding(false)
  }
  function onKeyDown(event: KeyboardEvent) {
    const target = event.target as HTMLElement
    const choice = ['radio', 'checkbox'].includes(target.getAttribute('role') ?? '')
    // Radix keeps Enter from choosing these two: it goes on all the same.
    if ((event.defaultPrevented && !choice) || event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      cancel()
      // A button is pressed by Enter; a field goes on.
    } else if (event.key === 'Enter' && (target.tagName === 'INPUT' || choice)) {
      event.preventDefault()
      forward()
    }
  }

  const adviceOf = (field: keyof CreateForm) => {
    const found = advice.find((one) => one.field === field)
    return found && t(`advice.${found.key}`, found.params)
  }
  const errorOf = (field: keyof CreateForm) => {
    const error = errorAt(field)
    return error && errorText(error)
  }
  return (
    <WizardContext.Provider
      value={{ labId, form, change, limits, systems, errorOf, adviceOf, detection, reload: onReload }}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the fields inside */}
      <div onKeyDown={onKeyDown}>
        <header className="flex items-center gap-2 border-b border-line py-2 pr-2 pl-4">
          <div className="min-w-0 flex-1">
            <h3 className="text-sm font-semibold">{t('subtitle')}</h3>
            <p className="text-xs text-muted" aria-live="polite" data-testid="wizard-step">
              {t('step', { current: page, total: steps.length })} · {t(`steps.${step}`)}
            </p>
          </div>
          <IconButton label={t('reload')} icon={<RefreshCw size={15} />} onClick={onReload} />
        </header>
        <div ref={body} className="min-h-[27rem] space-y-4 p-4">
          {step === 'method' && <StepMethod />}
          {step === 'media' && <StepMedia />}
          {step === 'resources' && <StepResources />}
          {step === 'storage' && <StepStorage />}
          {step === 'ready' && <StepReady customise={customise} onCustomise={setCustomise} />}
          {step === 'customise' && <StepCustomise />}
          {failure && (
            <Callout kind="error" title={errorText(failure)}>
              {failure.detail && <pre className="text-xs whitespace-pre-wrap">{failure.detail}</pre>}
            </Callout>
          )}
        </div>
        <footer className="flex items-center gap-2 border-t border-line px-4 py-3">
          <span className="flex-1 text-xs text-muted">{submitting && t('checking')}</span>
          <Button onClick={cancel} disabled={submitting}>
            {t('cancel')}
          </Button>
          <Button onClick={back} disabled={step === 'method' || submitting}>
            {t('back')}
          </Button>
          <Button
            kind="primary"
            className="min-w-20"
            onClick={forward}
            busy={submitting}
            disabled={detection.state === 'detecting' && step === 'media'}
          >
            {step === 'customise' ? t('begin') : last ? t('finish') : t('forward')}
          </Button>
        </footer>
      </div>
      <div className="border-t border-line p-3">
        <CommandEcho command={[{ argv: virtInstallCommand(form) }]} onRun={onRunCommand} />
      </div>
      <Dialog
        open={discarding}
        onOpenChange={setDiscarding}
        title={t('discard.title')}
        footer={
          <>
            <Button onClick={() => setDiscarding(false)}>{t('discard.keep')}</Button>
            <Button kind="danger" onClick={discard}>
              {t('discard.discard')}
            </Button>
          </>
        }
      >
        {t('discard.text')}
      </Dialog>
    </WizardContext.Provider>
  )
}

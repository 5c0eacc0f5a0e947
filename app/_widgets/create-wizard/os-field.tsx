'use client'

import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useId, useMemo, useState } from 'react'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { classNames } from '#app/_ui/class-names.ts'
import { Field } from '#app/_ui/field.tsx'
import { Spinner } from '#app/_ui/spinner.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { canDetectOs } from '#lib/virt/commands/create-form.ts'
import type { OperatingSystem } from '#lib/labs/creation/operating-systems.ts'
import { useWizard } from './wizard-context.ts'

const shownAtOnce = 50

/** The operating system: detected in the medium, searched in libosinfo's list, or generic. */
export function OsField() {
  const t = useTranslations('wizard.os')
  const { form, change, errorOf, detection } = useWizard()
  const detectable = canDetectOs(form.method)
  const undecided = form.osDetect && detectable && (detection.state === 'idle' || detection.state === 'detecting')
  return (
    <div className="space-y-1 border-t border-line pt-3">
      {detectable && (
        <Checkbox
          label={t('detect')}
          checked={form.osDetect}
          onCheckedChange={(osDetect) => change({ osDetect, osId: null })}
        />
      )}
      <Field
        label={t('label')}
        hint={detectable ? undefined : t('cannotDetect')}
        error={undecided ? undefined : errorOf('osId')}
        warning={form.osId === 'generic' ? t('genericWarning') : undefined}
        reserveError
      >
        {form.osDetect && detectable ? <Detected /> : <OsSearch />}
      </Field>
    </div>
  )
}

function Detected() {
  const t = useTranslations('wizard.os')
  const { detection } = useWizard()
  const text = {
    idle: () => t('waiting'),
    detecting: () => t('detecting'),
    found: () => (detection.state === 'found' ? detection.name : ''),
    none: () =>
      detection.state === 'none' && detection.detail
        ? t('unreadable', { words: detection.detail.split('\n')[0] ?? '' })
        : t('none'),
  }[detection.state]()
  return (
    <output
      aria-live="polite"
      data-testid="os-detected"
      className={classNames(
        'flex min-h-8 items-center gap-2 rounded-md border border-line bg-sunken px-2.5 py-1 text-sm',
        detection.state !== 'found' && 'text-muted',
      )}
    >
      {detection.state === 'detecting' && <Spinner />}
      {text}
    </output>
  )
}

function OsSearch() {
  const t = useTranslations('wizard.os')
  const { form, change, systems } = useWizard()
  const listId = useId()
  const chosen = systems.find(({ id }) => id === form.osId)
  const [text, setText] = useState<string | null>(null)
  const [active, setActive] = useState(0)
  const label = (os: OperatingSystem) => (os.id === 'generic' ? t('generic') : os.name)
  const matches = useMemo(() => findSystems(systems, text ?? ''), [systems, text])
  const open = text !== null

  function choose(os: OperatingSystem | undefined) {
    if (!os) return
    change({ osId: os.id })
    setText(null)
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const by = event.key === 'ArrowDown' ? 1 : -1
      if (open) setActive(Math.min(matches.length - 1, Math.max(0, active + by)))
      else setText('')
    } else if (event.key === 'Enter' && open) {
      event.preventDefault()
      choose(matches[active])
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation()
      setText(null)
    }
  }
  return (
    <div className="relative" onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || setText(null)}>
      <TextInput
        role="combobox"
        aria-expanded={open}
        aria-controls={listId}
        aria-activedescendant={open ? `${listId}-${active}` : undefined}
        autoComplete="off"
        placeholder={t('search')}
        value={text ?? (chosen ? label(chosen) : '')}
        onFocus={(event) => event.target.select()}
        onClick={() => text === null && setText('')}
        onValueChange={(next) => {
          setText(next)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      {open && (
        <div
          id={listId}
          role="listbox"
          className="scroll-thin absolute inset-x-0 top-full z-30 mt-1 max-h-60 overflow-y-auto rounded-md border border-line bg-raised p-1 shadow-pop"
        >
          {matches.map((os, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox has the keys
            <div
              key={os.id}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(os)}
              className={classNames(
                'flex min-h-8 items-center gap-2 rounded-sm px-2 text-sm',
                index === active && 'bg-hover',
              )}
            >
              <span className="min-w-0 flex-1 truncate">{label(os)}</span>
              {os.endOfLife && <span className="text-xs text-warn">{t('endOfLife')}</span>}
              <code className="text-xs text-muted">{os.id}</code>
            </div>
          ))}
          {text !== '' && matches.length <= 1 && (
            <p className="px-2 py-1.5 text-xs text-muted">{t('noMatch', { text })}</p>
          )}
          {text === '' && <p className="px-2 py-1.5 text-xs text-muted">{t('count', { count: systems.length })}</p>}
        </div>
      )}
    </div>
  )
}

// Systems still supported first; generic always last, as the way out.
function findSystems(systems: readonly OperatingSystem[], text: string): OperatingSystem[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const matches = systems.filter(
    ({ id, name }) =>
      id !== 'generic' && words.every((word) => id.toLowerCase().includes(word) || name.toLowerCase().includes(word)),
  )
  const supported = matches.toSorted((a, b) => Number(a.endOfLife) - Number(b.endOfLife)).slice(0, shownAtOnce)
  return [...supported, ...systems.filter(({ id }) => id === 'generic')]
}

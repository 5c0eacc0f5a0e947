'use client'

import { Monitor } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { Callout } from '#app/_ui/callout.tsx'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { NumberInput } from '#app/_ui/number-input.tsx'
import { RadioGroup } from '#app/_ui/radio-group.tsx'
import { Select } from '#app/_ui/select.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import type { LiveState } from '#lib/gateway/protocol.ts'
import { checkDisplay, displaySetCommand } from '#lib/virt/commands/display-commands.ts'
import type { Domain } from '#lib/virt/types.ts'
import {
  type DisplaySettings,
  displayListens,
  displayTypes,
  hasPort,
  readDisplay,
} from '#lib/virt/xml/display-settings.ts'
import { XmlDocument } from '#lib/virt/xml/edit.ts'
import { PanelFrame } from '../hardware/device-panel.tsx'
import { ChangedMeanwhile, LiveField } from '../hardware/form-parts.tsx'
import { useDraft } from '../hardware/use-draft.ts'
import { useLive } from '../live-state/live-state.tsx'
import { useErrorText } from '../operation/use-error-text.ts'
import { useOperation } from '../operation/use-operation.ts'

export interface DisplayPanelProps {
  /** The VM's name. */
  vm: string
  /** Which of its displays, from 1 on. */
  number?: number
  focus?: string
}

const selectDomains = (state: LiveState) => state.domains
const standard: DisplaySettings = { type: 'vnc', listen: 'socket', port: null, password: null }

/** How a VM's screen can be reached: VNC or SPICE, where it listens, its port, its password. */
export function DisplayPanel({ vm, number = 1 }: DisplayPanelProps) {
  const domains = useLive(selectDomains)
  const domain = Object.values(domains ?? {}).find(({ name }) => name === vm)
  return domain ? <DisplayForm key={domain.uuid} domain={domain} number={number} /> : null
}

function displayOf(xml: string | null, number: number) {
  const element = xml ? new XmlDocument(xml).root.find('devices')?.elements('graphics')[number - 1] : undefined
  return element ? readDisplay(element) : null
}

function DisplayForm({ domain, number }: { domain: Domain; number: number }) {
  const t = useTranslations('display')
  const errorText = useErrorText()
  const operation = useOperation('display-set')
  const kept = useMemo(() => displayOf(domain.inactiveXml, number), [domain.inactiveXml, number])
  const live = useMemo(() => displayOf(domain.liveXml, number), [domain.liveXml, number])
  const current = useMemo<DisplaySettings>(() => settingsOf(kept ?? live ?? standard), [kept, live])
  const { values, dirty, set, revert, changedMeanwhile } = useDraft(current)
  const [protect, setProtect] = useState<boolean | null>(null)
  const asks = protect ?? (values.password !== null || domain.graphics.some(({ passwordRequired }) => passwordRequired))

  const settings = { ...values, password: asks ? (values.password ?? '') : null }
  const changed = dirty || protect !== null || kept === null
  const input = { vm: domain.name, number: kept ? number : null, ...settings }
  const errors = checkDisplay(settings)
  const refused = operation.error?.field ? operation.error : null
  const errorAt = (field: string) => {
    const error = errors.find((one) => one.field === field) ?? (refused?.field === field ? refused : null)
    return error && changed ? errorText(error) : null
  }
  const words = (display: DisplaySettings | null) => display && t(`listen.${display.listen}`)
  const name = (display: DisplaySettings | null) => display && t(`type.${display.type}`)
  const portOf = (display: DisplaySettings | null) => display && String(display.port ?? t('automatic'))
  const clear = () => {
    revert()
    setProtect(null)
  }
  return (
    <PanelFrame
      title={t('title')}
      icon={<Monitor size={16} aria-hidden />}
      dirty={changed}
      command={changed && errors.length === 0 && domain.persistent ? displaySetCommand(input) : null}
      operation={operation}
      fields={['type', 'port', 'password']}
      onApply={async () => (await operation.run(input)) && clear()}
      onRevert={clear}
      takesEffect={domain.id === null ? 'now' : 'next'}
      pending={<ChangedMeanwhile fields={changedMeanwhile.map((key) => t(`field.${key}`))} />}
    >
      {kept === null && live === null && <Callout kind="info">{t('none')}</Callout>}
      <LiveField
        uuid={domain.uuid}
        label={t('field.type')}
        value={name(current) ?? ''}
        now={name(live)}
        error={errorAt('type')}
      >
        <RadioGroup
          value={values.type}
          onValueChange={(type) => set('type', type as DisplaySettings['type'])}
          options={displayTypes.map((type) => ({ value: type, label: t(`type.${type}`), note: t(`typeNote.${type}`) }))}
        />
      </LiveField>
      <LiveField
        uuid={domain.uuid}
        label={t('field.listen')}
        value={kept?.other ?? words(current) ?? ''}
        now={live?.other ?? words(live)}
        hint={t(`listenNote.${values.listen}`)}
        warning={values.listen === 'all' ? t('everybody') : null}
      >
        <Select
          value={values.listen}
          onValueChange={(listen) => set('listen', listen as DisplaySettings['listen'])}
          options={displayListens.map((listen) => ({ value: listen, label: t(`listen.${listen}`) }))}
          name="listen"
        />
      </LiveField>
      <LiveField
        uuid={domain.uuid}
        label={t('field.port')}
        value={hasPort(current) ? (portOf(current) ?? '') : '–'}
        now={live && (hasPort(live) ? portOf(live) : '–')}
        error={errorAt('port')}
        hint={hasPort(values) ? t('portHint') : t('noPort')}
      >
        <div className="flex flex-col gap-1.5">
          <Checkbox
            checked={values.port === null}
            disabled={!hasPort(values)}
            onCheckedChange={(automatic) => set('port', automatic ? null : 5900)}
            label={t('automatic')}
          />
          {values.port !== null && hasPort(values) && (
            <NumberInput value={values.port} onValueChange={(port) => set('port', port ?? 0)} min={1} name="port" />
          )}
        </div>
      </LiveField>
      <LiveField
        uuid={domain.uuid}
        label={t('field.password')}
        value={domain.graphics.some(({ passwordRequired }) => passwordRequired) ? t('asked') : t('notAsked')}
        error={errorAt('password')}
        hint={asks ? t('passwordHint') : undefined}
      >
        <div className="flex flex-col gap-1.5">
          <Checkbox checked={asks} onCheckedChange={setProtect} label={t('protect')} />
          {asks && (
            <TextInput
              mono
              name="display-password"
              aria-label={t('field.password')}
              placeholder={t('passwordAnew')}
              value={values.password ?? ''}
              onValueChange={(password) => set('password', password)}
            />
          )}
        </div>
      </LiveField>
    </PanelFrame>
  )
}

function settingsOf({ type, listen, port, password }: DisplaySettings): DisplaySettings {
  return { type, listen, port, password }
}

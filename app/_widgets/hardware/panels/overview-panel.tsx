'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { CopyButton } from '#app/_ui/copy-button.tsx'
import { TextArea } from '#app/_ui/text-area.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { overviewCommand } from '#lib/virt/commands/hardware-commands.ts'
import { checkName } from '#lib/virt/commands/check-name.ts'
import type { LiveState } from '#lib/gateway/protocol.ts'
import { useLive } from '../../live-state/live-state.tsx'
import { useErrorText } from '../../operation/use-error-text.ts'
import { useOperation } from '../../operation/use-operation.ts'
import { VmState } from '../../vm-list/vm-state.tsx'
import { PanelFrame } from '../device-panel.tsx'
import { AlsoNow, ChangedMeanwhile, Fact, LiveField } from '../form-parts.tsx'
import type { PanelProps } from '../panels.tsx'
import { useDraft } from '../use-draft.ts'
import { useHardware } from '../use-hardware.ts'
import { useMemo } from 'react'

const selectDomains = (state: LiveState) => state.domains

/** Name, title and description, and what the VM is: virt-manager's Overview. */
export function OverviewPanel({ domain }: PanelProps) {
  const t = useTranslations('hardware.overview')
  const kinds = useTranslations('hardware.panel')
  const errorText = useErrorText()
  const domains = useLive(selectDomains)
  const { edited, live, running, persistent } = useHardware(domain)
  const current = useMemo(
    () => ({ name: domain.name, title: edited.title, description: edited.description }),
    [domain.name, edited],
  )
  const { values, changes, dirty, set, revert, changedMeanwhile } = useDraft(current)
  const [alsoNow, setAlsoNow] = useState(true)
  const operation = useOperation('vm-overview')

  const taken = Object.values(domains ?? {}).flatMap(({ name }) => (name === domain.name ? [] : [name]))
  const [nameProblem] = changes.name === undefined ? [] : checkName(changes.name, taken, false)
  const input = {
    vm: domain.name,
    newName: changes.name,
    title: changes.title,
    description: changes.description,
    when: { live: running && (alsoNow || !persistent), config: persistent },
  }
  const valid = !nameProblem
  const nameError = nameProblem ?? (operation.error?.field === 'newName' ? operation.error : null)
  return (
    <PanelFrame
      title={t('title')}
      dirty={dirty}
      command={dirty && valid ? overviewCommand(input) : null}
      operation={operation}
      fields={['newName']}
      onApply={async () => (await operation.run(input)) && revert()}
      onRevert={revert}
      takesEffect={!running ? 'now' : !persistent || alsoNow ? 'now' : 'next'}
      pending={<ChangedMeanwhile fields={changedMeanwhile.map((key) => t(`field.${key}`))} />}
    >
      <LiveField
        uuid={domain.uuid}
        value={current.name}
        label={t('field.name')}
        hint={running ? t('renameOff') : undefined}
        error={nameError && errorText(nameError)}
      >
        <TextInput value={values.name} onValueChange={(name) => set('name', name)} disabled={running} />
      </LiveField>
      <LiveField uuid={domain.uuid} value={current.title} now={live?.title} label={t('field.title')}>
        <TextInput value={values.title} onValueChange={(title) => set('title', title)} />
      </LiveField>
      <LiveField uuid={domain.uuid} value={current.description} now={live?.description} label={t('field.description')}>
        <TextArea value={values.description} onValueChange={(text) => set('description', text)} />
      </LiveField>
      {running && persistent && <AlsoNow checked={alsoNow} onCheckedChange={setAlsoNow} />}
      <dl className="flex flex-col gap-1.5 border-t border-line pt-3">
        <Fact label="UUID">
          <span className="flex items-center gap-1 font-mono text-xs">
            {domain.uuid} <CopyButton text={domain.uuid} />
          </span>
        </Fact>
        <Fact label={t('state')}>
          <VmState state={domain.state} />
        </Fact>
        <Fact label={t('hypervisor')}>{edited.type === 'kvm' ? 'KVM' : t('tcg')}</Fact>
        <Fact label={t('architecture')}>{edited.arch}</Fact>
        <Fact label={t('emulator')}>
          <code>{edited.emulator}</code>
        </Fact>
        <Fact label={t('chipset')}>
          {edited.machine.includes('q35') ? 'Q35' : 'i440FX'} <code className="text-muted">{edited.machine}</code>
        </Fact>
        <Fact label={t('firmware')}>{edited.firmware === 'efi' ? 'UEFI' : 'BIOS'}</Fact>
        <Fact label={t('kept')}>{persistent ? t('persistent') : kinds('transient')}</Fact>
      </dl>
    </PanelFrame>
  )
}

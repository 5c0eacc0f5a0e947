import { expect, test } from 'vitest'
import { variablesIn, withValues } from './lesson-variables.ts'

test('values replace their names; what is no name or has no value stays', () => {
  const line = 'virsh vol-create-as default %disk%.qcow2 %sizeGiB%G # date +%y%m%d %other%'
  expect(withValues(line, { disk: 'logs', sizeGiB: '3' })).toBe(
    'virsh vol-create-as default logs.qcow2 3G # date +%y%m%d %other%',
  )
  expect(variablesIn(line)).toEqual(['disk', 'sizeGiB', 'other'])
})

test('a name of every object is no value', () => expect(withValues('%toString%', {})).toBe('%toString%'))

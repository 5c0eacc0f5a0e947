import type { z } from 'zod'
import { cloneOperations } from './clone-operations.ts'
import { consoleOperations } from './console-operations.ts'
import { deviceOperations } from './device-operations.ts'
import { displayOperations } from './display-operations.ts'
import { domainOperations } from './domain-operations.ts'
import { hardwareOperations } from './hardware-operations.ts'
import { networkOperations } from './network-operations.ts'
import { snapshotOperations } from './snapshot-operations.ts'
import { storageOperations } from './storage-operations.ts'

/** Everything that a widget can do. A name is the key of its words: `lab.history.summary.<name>` in the messages. */
export const operations = {
  ...domainOperations,
  ...hardwareOperations,
  ...deviceOperations,
  ...displayOperations,
  ...consoleOperations,
  ...storageOperations,
  ...networkOperations,
  ...cloneOperations,
  ...snapshotOperations,
}

export type OperationName = keyof typeof operations
export type OperationInput<N extends OperationName> = z.output<(typeof operations)[N]['input']>

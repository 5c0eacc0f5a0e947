'use client'

import { OperationFeedback } from '../operation/operation-feedback.tsx'
import type { Screenshots } from './use-screenshot.ts'

const nothing = () => {}

/** Why no screenshot was taken, until it is dismissed. */
export function ScreenshotError({ screenshots: { busy, error, clearError } }: { screenshots: Screenshots }) {
  return <OperationFeedback operation={{ busy, error, clearError, job: null, cancel: nothing }} />
}

import * as React from 'react'
import * as jsxRuntime from 'react/jsx-runtime'
import type { ComponentType } from 'react'

interface BodyModule {
  default: ComponentType<{ components: Record<string, ComponentType<never>> }>
}

/**
 * Runs a compiled lesson with this page's own React (mdx-bundler's client would bring the plain one, not the server's).
 * Server only: the browser's policy forbids evaluating code, and gets elements.
 */
export function LessonBody({ code, components }: { code: string; components: Record<string, ComponentType<never>> }) {
  const evaluate = new Function('React', '_jsx_runtime', code) as (...globals: unknown[]) => BodyModule
  const { default: Body } = evaluate(React, jsxRuntime)
  return <Body components={components} />
}

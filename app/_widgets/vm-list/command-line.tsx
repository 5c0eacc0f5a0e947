import { CopyButton } from '#app/_ui/copy-button.tsx'

/** One command, quiet, to be copied. */
export function CommandLine({ command }: { command: string }) {
  return (
    <div className="flex items-center gap-1 rounded-sm bg-sunken pl-2.5">
      <code className="min-w-0 flex-1 py-1 font-mono text-xs break-all">{command}</code>
      <CopyButton text={command} />
    </div>
  )
}

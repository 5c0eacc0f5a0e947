/** The look shared by every control that takes text or a choice: 32 px, flat. */
export const controlStyle =
  'h-8 w-full rounded-md border border-line-strong/70 bg-raised px-2.5 text-sm text-text placeholder:text-muted ' +
  'disabled:cursor-not-allowed disabled:opacity-60 aria-invalid:border-bad'

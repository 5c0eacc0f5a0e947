/** The student's shell is this tmux session of the account `student`, whoever looks at it. */
export const shellSession = 'virtlab'

/** Makes the session, for `IncusClient.run` as student; an error if it is there already. */
export const newShellSession = [
  'env',
  'LANG=C.UTF-8',
  'COLORTERM=truecolor',
  'tmux',
  '-u',
  'new-session',
  '-d',
  '-s',
  shellSession,
]

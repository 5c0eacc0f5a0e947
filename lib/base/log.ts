import { pino } from 'pino'
import { env } from './env.ts'
import { readLogContext } from './log-context.ts'
import { singleton } from './singleton.ts'

/** Fields that hold what must not be in a log, should somebody ever log the object that has them. */
const secret = ['password', 'ticket', 'token', 'cookie', 'authorization', 'secret']

/**
 * Structured JSON log on stdout; ids (`lab`, `user`) are fields, not in the text. Lines of a request or socket have its id, its user and
 * its lab by themselves: log-context.ts.
 */
export const log = singleton('log', () =>
  pino({
    level: env.logLevel,
    base: undefined,
    // What the line itself says of its lab or user counts.
    mixin: () => ({ ...readLogContext() }),
    mixinMergeStrategy: (line, context) => ({ ...context, ...line }),
    redact: { paths: secret.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '***' },
  }),
)

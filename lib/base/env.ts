import path from 'node:path'
import { z } from 'zod'

const schema = z.object({
  VIRTLAB_STATE: z.string().default(path.resolve('.virtlab')),
  VIRTLAB_PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  VIRTLAB_HOST: z.string().default('127.0.0.1'),
  VIRTLAB_ORIGINS: z.string().default(''),
  VIRTLAB_INCUS_SOCKET: z.string().default('/var/lib/incus/unix.socket'),
  VIRTLAB_LAB_IMAGE: z.string().default('virtlab-lab'),
  VIRTLAB_LESSONS: z.string().default(path.resolve('content/lessons')),
  VIRTLAB_IDLE_MINUTES: z.coerce.number().min(0).default(60),
  VIRTLAB_MAX_RUNNING_LABS: z.coerce.number().int().min(0).default(0),
  VIRTLAB_METRICS_TOKEN: z.string().min(16).optional(),
  VIRTLAB_WARM_POOL: z.coerce.number().int().min(0).max(50).default(0),
  VIRTLAB_PREPARE_STARTS: z.stringbool().default(false),
  VIRTLAB_OIDC_ISSUER: z.url().optional(),
  VIRTLAB_OIDC_CLIENT_ID: z.string().min(1).optional(),
  VIRTLAB_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  VIRTLAB_OIDC_CLIENT_SECRET_FILE: z.string().min(1).optional(),
  VIRTLAB_OIDC_NAME: z.string().min(1).max(40).default('SSO'),
  VIRTLAB_OIDC_ROLE_CLAIM: z.string().min(1).optional(),
  VIRTLAB_OIDC_INSTRUCTOR_VALUE: z.string().min(1).default('instructor'),
  VIRTLAB_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

const parsed = schema.parse(process.env)

/** Settings of this process, checked once. Everything that a restart must not lose lies below `stateDir`. */
export const env = {
  stateDir: parsed.VIRTLAB_STATE,
  databaseUrl: `file:${path.join(parsed.VIRTLAB_STATE, 'virtlab.db')}`,
  port: parsed.VIRTLAB_PORT,
  host: parsed.VIRTLAB_HOST,
  /** Origins besides http://localhost:port and http://127.0.0.1:port that pages may be served under. */
  extraOrigins: parsed.VIRTLAB_ORIGINS.split(',').filter(Boolean),
  incusSocket: parsed.VIRTLAB_INCUS_SOCKET,
  /** Incus image alias or fingerprint that labs are made from. */
  labImage: parsed.VIRTLAB_LAB_IMAGE,
  /** Folder of the lessons. */
  lessonsDir: parsed.VIRTLAB_LESSONS,
  /** A lab that nobody used for so long is suspended; 0: never. */
  idleMinutes: parsed.VIRTLAB_IDLE_MINUTES,
  /** So many labs run at once on this site; 0: as many as there is memory for. */
  maxRunningLabs: parsed.VIRTLAB_MAX_RUNNING_LABS,
  /** Who has it may read /api/metrics from elsewhere. */
  metricsToken: parsed.VIRTLAB_METRICS_TOKEN,
  /** How many lab hosts run and wait for a first click. */
  warmPool: parsed.VIRTLAB_WARM_POOL,
  /** Whether this server prepares the lessons' start states before anybody asks. */
  prepareStarts: parsed.VIRTLAB_PREPARE_STARTS,
  /** Single sign-on at an OpenID Connect server; null unless issuer and client are named. See docs/single-sign-on.md. */
  oidc:
    parsed.VIRTLAB_OIDC_ISSUER && parsed.VIRTLAB_OIDC_CLIENT_ID
      ? {
          issuer: parsed.VIRTLAB_OIDC_ISSUER,
          clientId: parsed.VIRTLAB_OIDC_CLIENT_ID,
          clientSecret: parsed.VIRTLAB_OIDC_CLIENT_SECRET,
          clientSecretFile: parsed.VIRTLAB_OIDC_CLIENT_SECRET_FILE,
          name: parsed.VIRTLAB_OIDC_NAME,
          roleClaim: parsed.VIRTLAB_OIDC_ROLE_CLAIM,
          instructorValue: parsed.VIRTLAB_OIDC_INSTRUCTOR_VALUE,
        }
      : null,
  logLevel: parsed.VIRTLAB_LOG_LEVEL,
} as const

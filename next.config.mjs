import createNextIntlPlugin from 'next-intl/plugin'

/** @type {import('next').NextConfig} */
const config = {
  // The lockfile of this checkout is the project's root, whatever lies in the folders above it.
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
  reactStrictMode: true,
  // lib/ runs twice: in the server's own process start and here. What it imports must be the same copy, not a bundled one.
  serverExternalPackages: [
    'ws',
    'pino',
    'prom-client',
    '@prisma/client',
    '@prisma/adapter-libsql',
    '@libsql/client',
    'better-auth',
    'openid-client',
    'mdx-bundler',
    'esbuild',
    '@xmldom/xmldom',
  ],
  // Next cannot drive TypeScript 7; `npm run check` runs tsc itself.
  typescript: { ignoreBuildErrors: true },
  experimental: { serverActions: { bodySizeLimit: '1mb' } },
}

export default createNextIntlPlugin('./app/_messages/request.ts')(config)

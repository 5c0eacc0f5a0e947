/** Where to go after signing in: a path of this site without its locale, never another site's (`//host`, `/\\host`, a scheme). */
export function safeReturnPath(path: string | undefined): string {
  if (!path || !/^\/(?![/\\])[\w\-./~%]*(\?[\w\-=&%]*)?$/.test(path)) return '/'
  const local = path.replace(/^\/(zh|en)(?=[/?]|$)\/?/, '/')
  return local.startsWith('//') ? '/' : local
}

/**
 * A page that posts the same to us once more. A post from the platform's page brings no SameSite=Lax cookie along, and the launch is
 * bound to the browser by one; a post from our own page does. The form has only what the platform sent.
 */
export function postAgain(request: Request, fields: Record<string, string>): Response {
  const nonce = /'nonce-([^']+)'/.exec(request.headers.get('content-security-policy') ?? '')?.[1] ?? ''
  const inputs = Object.entries({ ...fields, again: '1' }).map(
    ([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`,
  )
  const html = [
    '<!doctype html><html lang="zh"><meta charset="utf-8"><title>VirtLab</title>',
    `<form method="post" action="/api/lti/launch">${inputs.join('')}`,
    '<noscript><button type="submit">VirtLab →</button></noscript></form>',
    `<script nonce="${escape(nonce)}">document.forms[0].submit()</script></html>`,
  ]
  const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }
  return new Response(html.join('\n'), { headers })
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}

/** What every page has in common. */
import { html, type Html } from './html.js'

const style = html`<style>
  :root { color-scheme: light dark; --line: #8884; --soft: #8881; --good: #2a7d46; --warn: #b26a00; --bad: #c0362c; }
  body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 64rem; padding: 1.5rem; }
  header { align-items: baseline; display: flex; gap: 1rem; justify-content: space-between; }
  h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
  a { color: inherit; } small, .soft { opacity: .7; }
  table { border-collapse: collapse; width: 100%; } th { font-weight: 600; opacity: .7; }
  th, td { border-bottom: 1px solid var(--line); padding: .45rem .6rem .45rem 0; text-align: left; vertical-align: top; }
  td.number, th.number { text-align: right; }
  .state { border: 1px solid; border-radius: 1rem; font-size: .85rem; padding: .05rem .6rem; white-space: nowrap; }
  .identify { animation: identify 1s steps(2, jump-none) infinite; border-radius: .5rem; display: inline-block; font-weight: 600; padding: .3rem .8rem; }
  @keyframes identify { from { background: #ffd54a; color: #222; } to { background: #222; color: #ffd54a; } }
  @media (prefers-reduced-motion: reduce) { .identify { animation: none; background: #ffd54a; color: #222; } }
  .good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); }
  code { background: var(--soft); border-radius: .25rem; overflow-wrap: anywhere; padding: .1rem .35rem; }
  dl { display: grid; gap: .3rem 1.5rem; grid-template-columns: max-content 1fr; } dt { opacity: .7; } dd { margin: 0; }
</style>`

/** A whole page. @param title - in the window's title and as heading */
export function page(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - Platen</title>
${style}
</head>
<body>
<header><h1><img src="/icons/printer-48.png" width="24" height="24" alt=""> ${title}</h1><nav><a href="/">Platen</a></nav></header>
<main>
${body}
</main>
</body>
</html>
`.markup
}

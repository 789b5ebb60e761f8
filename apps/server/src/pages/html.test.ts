import { describe, expect, it } from 'vitest'
import { html } from './html.js'

describe('html', () => {
  it('escapes what is put into it, in text and in attributes', () => {
    expect(html`<a title="${'"><script>'}">${"it's <b>"} & ${5}</a>`.markup).toBe('<a title="&quot;&gt;&lt;script&gt;">it&#39;s &lt;b&gt; & 5</a>')
  })

  it('takes pieces of itself, and lists of them, as they are', () => {
    expect(html`<ul>${[html`<li>1</li>`, html`<li>${'<'}</li>`]}</ul>`.markup).toBe('<ul><li>1</li><li>&lt;</li></ul>')
  })
})

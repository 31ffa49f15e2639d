import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { readMarkdown } from "#app/models/meetings/markdown.server.ts";
import { MinutesText } from "../app/ui/markdown.tsx";

/** The minutes as a page draws them, without the box around. */
const drawn = (text: string): string => renderToStaticMarkup(createElement(MinutesText, { blocks: readMarkdown(text) })).replace(/^<div class="minutes__text">|<\/div>$/g, "");

const probes = [
  "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg><animate onbegin=alert(1) attributeName=x dur=1s>", "<iframe src=javascript:alert(1)></iframe>",
  "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java\tscript:alert(1))", "[x](&#106;avascript:alert(1))", "[x](\u0001javascript:alert(1))", "[x](data:text/html,<script>alert(1)</script>)", "[x](vbscript:msgbox(1))",
  "![x](https://evil.example/pixel.png)", "![x](javascript:alert(1))", '![x](x "onerror=alert(1)")', "<javascript:alert(1)>", "[x]: javascript:alert(1)\n\n[x]", '[x](https://a.example "\\" onmouseover=\\"alert(1)")',
  "<a href=\"javascript:alert(1)\">x</a>", "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "```\"><script>alert(1)</script>\ncode\n```", "[x](//evil.example)",
  "<style>*{display:none}</style>", "<form action=//evil.example><button>x", "<p style=\"position:fixed\">x", "<!--><img src=x onerror=alert(1)>-->", "[x](http:javascript:alert(1))", "[x](https://)", "| <img src=x onerror=alert(1)> |\n|---|\n| <script>alert(1)</script> |",
  "- <img src=x onerror=alert(1)>\n  - [ ] <svg onload=alert(1)>", "> <iframe srcdoc='<script>alert(1)</script>'>", "1000000000. <b onclick=alert(1)>", "# <base href=//evil.example>", "&lt;script&gt;alert(1)&lt;/script&gt;", "`<script>alert(1)</script>`",
];

test.each(probes)("Nothing runs, loads or posts from %j", (probe) => {
  for (const tag of drawn(probe).match(/<[^>]*>/g) ?? [])
    expect(tag).toMatch(/^<\/?(p|br|strong|em|del|h[3-6]|ul|ol|li|blockquote|code|pre|hr|table|thead|tbody|tr|th|td)( start="\d+")?\/?>$|^<a class="govuk-link" href="(https?:|mailto:)[^"<>]*" rel="noopener noreferrer nofollow">$|^<\/a>$|^<span class="odd(char|word)">$|^<\/span>$/);
});

test.each([
  ["# Background\n\n**Seen** _today_, 3 < 4 & 5 > 2", "<h3>Background</h3><p><strong>Seen</strong> <em>today</em>, 3 &lt; 4 &amp; 5 &gt; 2</p>"],
  ["one\ntwo", "<p>one<br/>two</p>"],
  ["- a\n- b\n  1. c\n  2. ~~d~~", "<ul><li>a</li><li>b<ol><li>c</li><li><del>d</del></li></ol></li></ul>"],
  ["4. four\n5. five", '<ol start="4"><li>four</li><li>five</li></ol>'],
  ["- [x] done\n- [ ] not", "<ul><li>☑ done</li><li>☐ not</li></ul>"],
  ["> said\n>\n> twice", "<blockquote><p>said</p><p>twice</p></blockquote>"],
  ["| a | b |\n|---|---|\n| 1 | **2** |", "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td><strong>2</strong></td></tr></tbody></table>"],
  ["```\na < b\n```", "<pre><code>a &lt; b</code></pre>"],
  ["---", "<hr/>"],
  ["##### deep", "<h6>deep</h6>"],
  ["![plan](https://evil.example/x.png)", "<p>(picture: plan)</p>"],
  ["<b>raw</b> &copy; \\*", "<p>&lt;b&gt;raw&lt;/b&gt; &amp;copy; *</p>"],
  ["<div>\nraw\n</div>", "<p>&lt;div&gt;<br/>raw<br/>&lt;/div&gt;</p>"],
  ["", ""],
])("What people write comes out as written: %j", (text, html) => expect(drawn(text)).toBe(html));

test("A link says where it leads, unless its words do", () => {
  expect(drawn("[guidance](https://www.gov.uk/a)")).toBe('<p><a class="govuk-link" href="https://www.gov.uk/a" rel="noopener noreferrer nofollow">guidance</a> (www.gov.uk)</p>');
  for (const words of ["www.gov.uk", "notevil.example", "https://www.gov.uk/evil.example"]) expect(drawn(`[${words}](https://evil.example)`)).toContain(`${words}</a> (evil.example)`);
  expect(drawn("https://www.gov.uk/a")).toBe('<p><a class="govuk-link" href="https://www.gov.uk/a" rel="noopener noreferrer nofollow">https://www.gov.uk/a</a></p>');
  expect(drawn("[write](mailto:a@b.example)")).toContain("write</a> (a@b.example)");
});

test.each(["[", "*", ">", "(", "> "])("A text made to take long, of %j alone, is shown plain", (sign) => expect(readMarkdown(sign.repeat(100_000))).toEqual([{ t: "p", c: [sign.repeat(100_000)] }]));

import { expect, test } from "vitest";
import { renderMarkdown } from "#app/models/meetings/markdown.server.ts";

const probes = [
  "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg><animate onbegin=alert(1) attributeName=x dur=1s>", "<iframe src=javascript:alert(1)></iframe>",
  "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java\tscript:alert(1))", "[x](&#106;avascript:alert(1))", "[x](\u0001javascript:alert(1))", "[x](data:text/html,<script>alert(1)</script>)", "[x](vbscript:msgbox(1))",
  "![x](https://evil.example/pixel.png)", "![x](javascript:alert(1))", '![x](x "onerror=alert(1)")', "<javascript:alert(1)>", "[x]: javascript:alert(1)\n\n[x]", '[x](https://a.example "\\" onmouseover=\\"alert(1)")',
  "<a href=\"javascript:alert(1)\">x</a>", "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "```\"><script>alert(1)</script>\ncode\n```", "[x](//evil.example)",
  "<style>*{display:none}</style>", "<form action=//evil.example><button>x", "<p style=\"position:fixed\">x", "<!--><img src=x onerror=alert(1)>-->",
];

test.each(probes)("Nothing runs, loads or posts from %j", (probe) => {
  const html = renderMarkdown(probe);
  const tags = html.match(/<[^>]*>/g) ?? [];
  for (const tag of tags) expect(tag).toMatch(/^<\/?(p|br|strong|em|del|h[3-6]|ul|ol|li|blockquote|code|pre|hr|table|thead|tbody|tr|th|td)( \/)?>$|^<a href="(https?:|mailto:)[^"<>]*" rel="noopener noreferrer nofollow">$|^<\/a>$/);
});

test("What people write comes out as written", () => {
  expect(renderMarkdown("# Background\n\n**Seen** _today_, 3 < 4 & 5 > 2")).toBe("<h3>Background</h3>\n<p><strong>Seen</strong> <em>today</em>, 3 &lt; 4 &amp; 5 &gt; 2</p>\n");
  expect(renderMarkdown("one\ntwo")).toBe("<p>one<br />two</p>\n");
  expect(renderMarkdown("- a\n- b")).toContain("<li>a</li>");
  expect(renderMarkdown("[guidance](https://www.gov.uk/a)")).toContain('<a href="https://www.gov.uk/a" rel="noopener noreferrer nofollow">guidance</a>');
  expect(renderMarkdown("![plan](https://evil.example/x.png)")).toBe("<p>(picture: plan)</p>\n");
  expect(renderMarkdown("##### deep")).toContain("<h6>deep</h6>");
  expect(renderMarkdown("<b>raw</b>")).toContain("&lt;b&gt;raw&lt;/b&gt;");
  expect(renderMarkdown("")).toBe("");
});

test("A text made to take long is shown plain", () => {
  const from = Date.now();
  for (const sign of ["[", "*", ">", "(", "> "]) renderMarkdown(sign.repeat(100_000));
  expect(Date.now() - from).toBeLessThan(2000);
});

import { createElement, forwardRef } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { isPlain, piecesOf } from "#app/models/core/characters.ts";
import { Fragment, jsx, jsxs } from "#app/ui/jsx-runtime.ts";
import { jsxDEV } from "#app/ui/jsx-dev-runtime.ts";

const Length = ({ children }: { children: string }) => jsx("b", { children: String(children.length) });
const Link = forwardRef<HTMLAnchorElement, { children: string; "aria-label"?: string }>((props, ref) => createElement("a", { ...props, ref }));

const odd = "Jor\u200Bdan";
const named = 'Jor<span class="oddchar">[U+200B zero-width space]</span>dan';

test("Words that are put into an element show characters that nobody would see, and letters that look like others", () => {
  expect(renderToStaticMarkup(jsx("p", { children: odd }))).toBe(`<p>${named}</p>`);
  expect(renderToStaticMarkup(jsxs("p", { children: ["About ", odd, 3, null, jsx("b", { children: "x" })] }))).toBe(`<p>About ${named}3<b>x</b></p>`);
  expect(renderToStaticMarkup(jsx(Fragment, { children: odd }))).toBe(named);
  expect(renderToStaticMarkup(jsx("p", { children: "C\u0430rl" }))).toBe('<p><span class="oddword">C\u0430rl<span class="oddchar">[mixes Latin and Cyrillic letters]</span></span></p>');
  expect(renderToStaticMarkup(jsxDEV("p", { children: odd }, undefined, false) as never)).toBe(`<p>${named}</p>`);
});

test("Where no elements can stand, in a choice and in what is read out, they are named in words", () => {
  const words = "Jor[U+200B zero-width space]dan";
  expect(renderToStaticMarkup(jsx("option", { value: odd, children: odd }))).toBe(`<option value="${odd}">${words}</option>`);
  expect(renderToStaticMarkup(jsxs("option", { value: "x", children: [odd, " (", 2, ")"] }))).toBe(`<option value="x">${words} (2)</option>`);
  for (const name of ["aria-label", "title", "alt", "label"]) expect(renderToStaticMarkup(jsx("optgroup", { [name]: `Open ${odd}`, id: odd })), name).toBe(`<optgroup ${name}="Open ${words}" id="${odd}"></optgroup>`);
  expect(renderToStaticMarkup(jsx("a", { title: "C\u0430rl" }))).toBe('<a title="C\u0430rl[mixes Latin and Cyrillic letters]"></a>');
});

test("What is changed where it stands is as it is, byte for byte; so is what a component is given", () => {
  for (const type of ["title", "style", "script"] as const) expect(renderToStaticMarkup(jsx(type, { children: odd })), type).toBe(`<${type}>${odd}</${type}>`);
  expect(renderToStaticMarkup(jsx("input", { defaultValue: odd }))).toContain(odd);
  expect(renderToStaticMarkup(jsx(Length, { children: odd }))).toBe("<b>7</b>");
});

test("A link of the router's, which is no function, puts its words into the page itself", () => {
  expect(renderToStaticMarkup(jsx(Link, { children: odd, "aria-label": odd }))).toBe(`<a aria-label="Jor[U+200B zero-width space]dan">${named}</a>`);
});

test("What writing needs is no surprise, and costs nothing", () => {
  for (const text of ["Zoë Ní Dhomhnaill, “at the quay” – 10:30 · £5", "Kasia Wróblewska", "Сергей", "محمد", "👩‍👧", ""]) {
    expect(renderToStaticMarkup(jsx("p", { children: text }))).toBe(`<p>${text}</p>`);
    expect(isPlain(text) || piecesOf(text).length === 1, text).toBe(true);
  }
});

test("No hidden character is among those that are known to be plain without looking", () => {
  // Beside a letter of another script each is looked at.
  const wrong: string[] = [];
  for (let code = 0; code < 0x3000; code++) {
    const character = String.fromCharCode(code);
    if (isPlain(character) && piecesOf(`ж ${character}`).some((piece) => piece.means !== null)) wrong.push(code.toString(16));
  }
  expect(wrong).toEqual([]);
});

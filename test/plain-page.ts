// A page as a browser without scripts has it: its forms, what they hold, and what pressing their button posts.
// It reads the HTML that the server's React writes (quoted attributes, no stray "<"), not any HTML.

export interface Control {
  /** "text", "textarea", "select", "radio", "checkbox", "hidden", "file", "submit" … */
  type: string;
  name: string;
  value: string;
  checked: boolean;
  disabled: boolean;
  /** What a list offers. */
  options: string[];
}

export interface PlainForm {
  /** Where it leads: path and query. */
  action: string;
  method: string;
  multipart: boolean;
  controls: Control[];
}

export type Typed = string | string[] | File[];
export type Fields = Record<string, Typed>;

const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'", "#x2F": "/", nbsp: "\u00a0" };
/** Text of HTML without its entities. */
export const plain = (html: string): string => html.replace(/&(#?\w+);/g, (whole, name: string) => named[name] ?? whole);
const attributesOf = (text: string): Record<string, string> => Object.fromEntries([...text.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [name!.toLowerCase(), plain(value ?? "")]));
const shownOf = (html: string): string => html.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, "").replace(/<!--[\s\S]*?-->/g, "");

/** What a page says, in one line. */
export const textOf = (html: string): string => plain(shownOf(html).replace(/<[^>]+>/g, " ")).replace(/\s+/g, " ");

/** The ids in a page. */
export const idsOf = (html: string): Set<string> => new Set([...shownOf(html).matchAll(/\sid="([^"]*)"/g)].map(([, id]) => plain(id!)));

/** All forms of a page that was read at `at` (path and query). */
export function formsOf(html: string, at: string): PlainForm[] {
  return [...shownOf(html).matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head, inner]) => {
    const { action, method, enctype } = attributesOf(head!);
    const to = new URL(action || at, new URL(at, "http://here"));
    return { action: to.pathname + to.search, method: method ?? "get", multipart: enctype === "multipart/form-data", controls: controlsOf(inner!) };
  });
}

function controlsOf(html: string): Control[] {
  return [...html.matchAll(/<(input|button)\b([^>]*?)\/?>|<textarea\b([^>]*)>([\s\S]*?)<\/textarea>|<select\b([^>]*)>([\s\S]*?)<\/select>/g)].map(([, tag, plainHead, areaHead, areaText, listHead, listText]) => {
    const of = attributesOf(plainHead ?? areaHead ?? listHead ?? "");
    const rest = { name: of.name ?? "", checked: "checked" in of, disabled: "disabled" in of };
    if (areaHead !== undefined) return { ...rest, type: "textarea", value: plain(areaText!).replace(/^\n/, ""), options: [] };
    if (listHead !== undefined) {
      const options = [...listText!.matchAll(/<option\b([^>]*)>/g)].map(([, head]) => attributesOf(head!));
      return { ...rest, type: "select", value: (options.find((option) => "selected" in option) ?? options[0])?.value ?? "", options: options.map((option) => option.value ?? "") };
    }
    return { ...rest, type: of.type ?? (tag === "button" ? "submit" : "text"), value: of.value ?? ("type" in of && /radio|checkbox/.test(of.type!) ? "on" : ""), options: [] };
  });
}

/** What the form now holds under a name, as it would be posted. */
export function heldIn(form: PlainForm, name: string): string[] {
  return form.controls.filter((c) => c.name === name && !c.disabled && c.type !== "submit" && c.type !== "file" && (!/radio|checkbox/.test(c.type) || c.checked)).map((c) => c.value);
}

/** Whether a name's text is never sent back: passwords, codes and files are typed again. */
export const typedAgain = (form: PlainForm, name: string): boolean => form.controls.some((c) => c.name === name && (c.type === "password" || c.type === "file")) || ["setupCode", "oneTimeCode", "proof"].includes(name);

/**
 * What is posted when `fields` are typed, chosen or pressed and the rest is left as it stands.
 * Throws where a person could not: no such field, no such choice, a hidden field.
 */
export function fill(form: PlainForm, fields: Fields): [string, string | File][] {
  const posted: [string, string | File][] = [];
  for (const [name, given] of Object.entries(fields)) {
    const controls = form.controls.filter((c) => c.name === name && !c.disabled && c.type !== "hidden");
    if (!controls.length) throw new Error(`The form that leads to ${form.action} has no field “${name}” to fill in: it has ${[...new Set(form.controls.map((c) => c.name).filter(Boolean))].join(", ")}`);
    for (const one of Array.isArray(given) ? given : [given]) {
      const offered = controls.every((c) => /radio|checkbox|submit/.test(c.type)) ? controls.map((c) => c.value) : controls[0]!.type === "select" ? controls[0]!.options : null;
      if (offered && !(typeof one === "string" && offered.includes(one))) throw new Error(`“${name}” of ${form.action} does not offer “${typeof one === "string" ? one : one.name}” but ${offered.join(" | ")}`);
      posted.push([name, one]);
    }
  }
  const given = new Set(Object.keys(fields));
  for (const c of form.controls) {
    if (!c.name || c.disabled || c.type === "submit" || given.has(c.name) || (/radio|checkbox/.test(c.type) && !c.checked)) continue;
    posted.push([c.name, c.type === "file" ? new File([], "") : c.value]);
  }
  return posted;
}

/** The summary of faults, and each fault with its field's id: null where it names no field. Null without a summary. */
export function faultsOf(html: string): { text: string; id: string | null }[] | null {
  const summary = /<div class="govuk-error-summary"[\s\S]*?<\/ul>/.exec(shownOf(html))?.[0];
  if (!summary?.includes("There is a problem")) return null;
  return [...summary.matchAll(/<li>(?:<a href="#([^"]*)">|<span>)([\s\S]*?)<\/(?:a|span)>/g)].map(([, id, text]) => ({ id: id === undefined ? null : plain(id), text: plain(text!) }));
}

/** The message that stands beside the field with that id, or null. */
export function besideOf(html: string, id: string): string | null {
  const found = shownOf(html).split(`id="${id}-error"`)[1];
  return found ? plain(found.slice(found.indexOf(">") + 1, found.indexOf("</p>")).replace(/<span[^>]*>Error:<\/span>/, "")).trim() : null;
}

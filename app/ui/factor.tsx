import { useRouteLoaderData } from "@remix-run/react";
import type { RootData } from "../root.tsx";
import { TextInput } from "./form.tsx";

/** A QR code, drawn square by square. */
export const Qr = ({ squares: { size, path }, label }: { squares: { size: number; path: string }; label: string }) => (
  <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
    <rect width={size} height={size} fill="#fff" />
    <path d={path} fill="#000" />
  </svg>
);

/** Recovery codes, once. */
export const RecoveryCodes = ({ codes }: { codes: string[] }) => (
  <>
    <p className="govuk-body">Each signs you in once, when you do not have your authenticator app. Print this page or write them down, and keep them where you keep your pass. They are not shown again.</p>
    <ul className="recovery">{codes.map((code) => <li key={code}>{code}</li>)}</ul>
  </>
);

/** In a form that weighs: a code, when it was not proved lately who acts. A form that was not told so yet is told by its refusal. */
export function ProofField() {
  const needed = (useRouteLoaderData("root") as RootData | undefined)?.mustProve ?? false;
  return needed ? <TextInput name="proof" label="Code of your authenticator app" hint="This weighs: prove that it is you" autoComplete="one-time-code" width="10" /> : null;
}
